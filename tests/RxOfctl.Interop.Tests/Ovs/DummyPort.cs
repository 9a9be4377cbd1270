using System.Buffers.Binary;
using System.Net.Sockets;

namespace RxOfctl.Interop.Tests.Ovs;

/// <summary>The far end of a cable in a dummy port of Open vSwitch: Ethernet frames in and out, each with its length before it.</summary>
public sealed class DummyPort : IDisposable
{
    private readonly NetworkStream _stream;
    private readonly SemaphoreSlim _sending = new(1, 1);

    private DummyPort(Socket socket) => _stream = new(socket, ownsSocket: true);

    internal static async Task<DummyPort> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a frame into the switch.</summary>
    /// <exception cref="IOException">The switch is gone, or the port is.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default)
    {
        var bytes = new byte[2 + frame.Length];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, checked((ushort)frame.Length));
        frame.CopyTo(bytes.AsMemory(2));
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _stream.WriteAsync(bytes, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>
    /// The next frame that the switch sends out of this port. One caller at a time. A receive that is canceled in the middle of a frame leaves the
    /// port unusable, so bound the whole test with the token rather than probing with it.
    /// </summary>
    /// <exception cref="IOException">The switch is gone, or the port is.</exception>
    public async Task<byte[]> ReceiveAsync(CancellationToken cancellationToken = default)
    {
        var length = new byte[2];
        await _stream.ReadExactlyAsync(length, cancellationToken);
        var frame = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await _stream.ReadExactlyAsync(frame, cancellationToken);
        return frame;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _sending.Dispose();
    }
}
