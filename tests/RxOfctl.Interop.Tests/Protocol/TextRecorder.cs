using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;

namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>A switch that does nothing but keep what ovs-ofctl sends to it: what ovs-ofctl makes of a text.</summary>
internal static class TextRecorder
{
    private const int HeaderLength = 8;
    private const byte Hello = 0;
    private const byte EchoRequest = 2;

    /// <summary>The messages that a command sends, without HELLO and barriers. The address stands behind the command's name.</summary>
    public static async Task<IReadOnlyList<byte[]>> RecordAsync(OpenFlowVersion version, string command, IReadOnlyList<string> arguments, params string[] options)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var recording = RecordAsync(listener, version);
        var address = $"tcp:127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var run = await Command.RunAsync("ovs-ofctl", ["--no-names", "-O", Name(version), .. options, command, address, .. arguments]);
        // One that refuses its text never connects.
        listener.Stop();
        run.OutputOrThrow();
        return await recording;
    }

    /// <summary>The messages that a command sends of a file with lines of text.</summary>
    public static async Task<IReadOnlyList<byte[]>> RecordFileAsync(OpenFlowVersion version, string command, IEnumerable<string> lines, params string[] options)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, lines);
            return await RecordAsync(version, command, [file], options);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static string Name(OpenFlowVersion version) => $"OpenFlow1{(byte)version - 1}";

    private static async Task<IReadOnlyList<byte[]>> RecordAsync(TcpListener listener, OpenFlowVersion version)
    {
        var messages = new List<byte[]>();
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        await stream.WriteAsync(new byte[] { (byte)version, Hello, 0, HeaderLength, 0, 0, 0, 0 });
        var barrierRequest = version == OpenFlowVersion.OpenFlow10 ? 18 : 20;
        var header = new byte[HeaderLength];
        while (await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false) == HeaderLength)
        {
            byte[] message = [.. header, .. new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - HeaderLength]];
            await stream.ReadExactlyAsync(message.AsMemory(HeaderLength));
            if (message[1] == barrierRequest || message[1] == EchoRequest)
                await stream.WriteAsync(new byte[] { message[0], (byte)(message[1] + 1), 0, HeaderLength, message[4], message[5], message[6], message[7] });
            else if (message[1] != Hello)
                messages.Add(message);
        }

        return messages;
    }
}
