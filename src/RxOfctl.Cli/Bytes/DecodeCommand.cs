using System.Buffers.Binary;
using System.CommandLine;
using RxOfctl.Protocol;

namespace RxOfctl.Cli.Bytes;

/// <summary><c>rxofctl decode</c>: prints messages given as bytes.</summary>
internal static class DecodeCommand
{
    private const string StandardInput = "-";

    // Of pcap in either byte order, with microseconds or nanoseconds, and of pcapng.
    private static readonly uint[] CaptureMagic = [0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1, 0x0a0d0d0a];

    // A capture that is compressed by gzip (RFC 1952): the two bytes of its identification.
    private const ushort GzipMagic = 0x1f8b;

    public static Command Create(CommandContext context)
    {
        var input = new Argument<string[]>("INPUT")
        {
            Description = "A message in hexadecimal; a file: a capture (pcap, pcapng; also .gz), messages one after another, or hexadecimal " +
                "lines; '-' reads hexadecimal lines from the standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        input.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith("--", StringComparison.Ordinal)) is { } unknown)
                result.AddError($"There is no option '{unknown.Value}'.");
        });
        var roundtrip = new Option<bool>("--roundtrip")
        {
            Description = "Print 'OK' and the message encoded again, or 'ERROR' with the numbers of type and code, offset and reason.",
        };
        var port = new Option<int?>("--port")
        {
            Description = "Of captures only the connections with this TCP port (default: all that carry OpenFlow).",
            HelpName = "PORT",
        };
        return context.Plain(
            "decode",
            "Prints messages given as bytes. Exits with 1 if one of them is not valid.",
            (settings, parsed, cancellation) =>
            {
                if (settings.Json && parsed.GetValue(roundtrip))
                    throw new UsageException("'--roundtrip' and '--json' exclude each other.");
                var form = parsed.GetValue(roundtrip) ? FrameForm.Roundtrip : settings.Json ? FrameForm.Json : FrameForm.Text;
                var output = new Output(context.Console, settings);
                var isValid = true;
                foreach (var argument in parsed.GetRequiredValue(input))
                    isValid &= Decode(context.Console, output, form, argument, parsed.GetValue(port), cancellation);
                return Task.FromResult(isValid ? 0 : 1);
            },
            input,
            roundtrip,
            port);
    }

    private static bool Decode(
        ToolConsole console, Output output, FrameForm form, string argument, int? port, CancellationToken cancellation)
    {
        if (argument == StandardInput)
            return DecodeLines(console.In, output, form);
        if (!File.Exists(argument))
            return DecodedFrame.OfHex(argument).Write(output, form);
        using var file = File.OpenRead(argument);
        var beginning = new byte[sizeof(uint)];
        var length = file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (length == beginning.Length && IsCapture(BinaryPrimitives.ReadUInt32BigEndian(beginning)))
            return CapturedMessages.Decode(file, output, form, port, cancellation);
        if (length > 0 && char.IsAsciiHexDigit((char)beginning[0]) && beginning[0] > (byte)OpenFlowVersion.OpenFlow15)
        {
            using var reader = new StreamReader(file);
            return DecodeLines(reader, output, form);
        }

        return DecodeFrames(file, output, form);
    }

    private static bool IsCapture(uint magic) => CaptureMagic.Contains(magic) || magic >> 16 == GzipMagic;

    private static bool DecodeLines(TextReader reader, Output output, FrameForm form)
    {
        var isValid = true;
        while (reader.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                isValid &= DecodedFrame.OfHex(line).Write(output, form);
        }

        return isValid;
    }

    // Messages one after another.
    private static bool DecodeFrames(Stream file, Output output, FrameForm form)
    {
        var isValid = true;
        var header = new byte[FrameHeader.Size];
        while (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) is > 0 and var read)
        {
            if (!FrameHeader.TryRead(header.AsSpan(0, read), out var frame) || frame.Length < FrameHeader.Size)
                return DecodedFrame.Of(header.AsSpan(0, read)).Write(output, form);
            var bytes = new byte[frame.Length];
            header.CopyTo(bytes, 0);
            var body = file.ReadAtLeast(bytes.AsSpan(FrameHeader.Size), bytes.Length - FrameHeader.Size, throwOnEndOfStream: false);
            isValid &= DecodedFrame.Of(bytes.AsSpan(0, FrameHeader.Size + body)).Write(output, form);
        }

        return isValid;
    }
}
