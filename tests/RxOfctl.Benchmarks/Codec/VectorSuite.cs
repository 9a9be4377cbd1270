using System.Buffers;
using System.Diagnostics;
using RxOfctl.Protocol;

namespace RxOfctl.Benchmarks.Codec;

/// <summary>
/// The codec, by recorded messages: one line for each, as comma-separated values. Two commits are compared by running both in turn.
/// </summary>
internal static class VectorSuite
{
    private const int Repetitions = 200;

    /// <param name="directory">Where the messages are, in files whose names end in <c>.bin</c>.</param>
    /// <param name="rounds">How often each is measured; the fastest round counts, which a loaded machine disturbs least.</param>
    public static void Run(string directory, int rounds)
    {
        Console.WriteLine("message,decode ns,decode bytes,encode ns,encode bytes");
        var output = new ArrayBufferWriter<byte>(1 << 16);
        foreach (var file in Directory.EnumerateFiles(directory, "*.bin", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var frame = File.ReadAllBytes(file);
            if (!FrameHeader.TryRead(frame, out var header) || header.Length != frame.Length)
                continue;
            var message = OpenFlowCodec.Decode(frame, out var xid);
            var decode = Measure(() => OpenFlowCodec.Decode(frame, out _), rounds);
            var encode = Measure(
                () =>
                {
                    output.ResetWrittenCount();
                    OpenFlowCodec.Encode(message, header.Version, xid, output);
                },
                rounds);
            Console.WriteLine(FormattableString.Invariant(
                $"{Path.GetFileNameWithoutExtension(file)},{decode.Nanoseconds:f1},{decode.Bytes},{encode.Nanoseconds:f1},{encode.Bytes}"));
        }
    }

    private static (double Nanoseconds, long Bytes) Measure(Action action, int rounds)
    {
        var fastest = double.MaxValue;
        long bytes = 0;
        for (var round = 0; round < rounds; round++)
        {
            var (allocated, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            for (var repetition = 0; repetition < Repetitions; repetition++)
                action();
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Repetitions);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / Repetitions;
        }

        return (fastest, bytes);
    }
}
