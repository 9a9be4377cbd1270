using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace RxOfctl.Interop.Tests;

/// <summary>A controller of a few bytes: a listener that takes switches' connections.</summary>
internal sealed class TestController : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public TestController() => _listener.Start();

    /// <summary>How a bridge names this controller.</summary>
    public string Target => $"tcp:{_listener.LocalEndpoint}";

    public async Task<TestConnection> AcceptAsync(CancellationToken cancellationToken) => new(await _listener.AcceptTcpClientAsync(cancellationToken));

    public void Dispose() => _listener.Dispose();
}

/// <summary>One switch's connection to a <see cref="TestController"/>.</summary>
internal sealed class TestConnection(TcpClient client) : IDisposable
{
    private const int HeaderLength = 8;

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        await client.GetStream().WriteAsync(bytes, cancellationToken);

    /// <summary>The next message, header and all; null when the switch has closed the connection.</summary>
    public async Task<byte[]?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var stream = client.GetStream();
        var header = new byte[HeaderLength];
        if (await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken) == 0)
            return null;
        var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2))];
        header.CopyTo(message, 0);
        await stream.ReadExactlyAsync(message.AsMemory(HeaderLength), cancellationToken);
        return message;
    }

    public void Dispose() => client.Dispose();
}
