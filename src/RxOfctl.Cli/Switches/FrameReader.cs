using System.IO.Pipelines;
using System.Net.Sockets;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli.Switches;

/// <summary>
/// Reads the messages of a peer that sends after HELLO what it overhears, and answers nothing, as the snooping socket of a bridge of Open
/// vSwitch.
/// </summary>
internal static class FrameReader
{
    /// <summary>Connects and reads until the peer ends the connection.</summary>
    /// <exception cref="ToolException">The peer cannot be reached.</exception>
    public static async Task ReadAsync(
        SwitchTarget target, Settings settings, Action<ReadOnlyMemory<byte>> onFrame, CancellationToken cancellation)
    {
        if (target.EndPoint is TlsEndPoint)
            throw new ToolException($"{target.Text}: snoop does not use TLS. Write unix:PATH, tcp:HOST:PORT or the name of a bridge.");
        using var socket = target.EndPoint is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(target.EndPoint, cancellation);
        }
        catch (SocketException error)
        {
            throw new ToolException($"{target.Text}: {error.Message.TrimEnd('.')}.", error);
        }

        await using var stream = new NetworkStream(socket);
        var connection = new Connection(new StreamPipe(stream));
        using var canceling = cancellation.Register(connection.Abort);
        connection.Write(Hello.Of(settings.Versions), settings.Versions.Max(), xid: 1);
        await connection.ReadAsync(new Handler(onFrame));
        cancellation.ThrowIfCancellationRequested();
    }

    private sealed class StreamPipe(Stream stream) : IDuplexPipe
    {
        public PipeReader Input { get; } = PipeReader.Create(stream, new(leaveOpen: true));

        public PipeWriter Output { get; } = PipeWriter.Create(stream, new(leaveOpen: true));
    }

    private sealed class Handler(Action<ReadOnlyMemory<byte>> onFrame) : IFrameHandler
    {
        public bool OnFrame(FrameHeader header, ReadOnlySpan<byte> frame)
        {
            onFrame(frame.ToArray());
            return true;
        }
    }
}
