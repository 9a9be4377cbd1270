using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Tests.Connections;

/// <summary>A minimal switch of OpenFlow 1.0 on a socket.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Stream _stream;

    private Peer(Socket socket, Stream? stream = null)
    {
        Socket = socket;
        _stream = stream ?? new NetworkStream(socket, ownsSocket: true);
    }

    public Socket Socket { get; }

    public static async Task<Peer> ConnectAsync(EndPoint endPoint, CancellationToken limit, IPAddress? from = null)
    {
        var socket = endPoint is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (from is not null)
            socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(endPoint, limit);
        return new(socket);
    }

    /// <summary>Connects with TLS to a server whose certificate an authority has issued.</summary>
    public static async Task<Peer> ConnectTlsAsync(EndPoint endPoint, X509Certificate2 trusted, X509Certificate2? own, CancellationToken limit)
    {
        var address = ((TlsEndPoint)endPoint).EndPoint;
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address, limit);
        return await SecureAsync(socket, trusted, own, limit);
    }

    /// <summary>Negotiates TLS on a connected socket, with a server whose certificate an authority has issued.</summary>
    public static async Task<Peer> SecureAsync(Socket socket, X509Certificate2 trusted, X509Certificate2? own, CancellationToken limit)
    {
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", ClientCertificates = own is null ? null : [own], CertificateChainPolicy = Policy(trusted) },
            limit);
        return new(socket, stream);
    }

    /// <summary>Accepts a connection that a controller dialed.</summary>
    public static async Task<Peer> AcceptAsync(Socket listener, CancellationToken limit) => new(await listener.AcceptAsync(limit));

    /// <summary>Accepts a connection that a controller dialed, with TLS.</summary>
    public static async Task<Peer> AcceptTlsAsync(Socket listener, X509Certificate2 own, X509Certificate2? trusted, CancellationToken limit)
    {
        var socket = await listener.AcceptAsync(limit);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(own, null, offline: true),
                ClientCertificateRequired = trusted is not null,
                CertificateChainPolicy = trusted is null ? null : Policy(trusted),
            },
            limit);
        return new(socket, stream);
    }

    /// <summary>Listens at the loopback address for controllers that dial.</summary>
    public static Socket Listen()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    public ValueTask SendAsync(OpenFlowMessage message, uint xid, CancellationToken limit) =>
        SendAsync(OpenFlowCodec.Encode(message, OpenFlowVersion.OpenFlow10, xid), limit);

    public ValueTask SendAsync(byte[] bytes, CancellationToken limit) => _stream.WriteAsync(bytes, limit);

    /// <summary>Receives a message.</summary>
    /// <returns>The message; null if the controller has closed the connection.</returns>
    public async Task<(OpenFlowMessage Message, uint Xid)?> ReceiveAsync(CancellationToken limit)
    {
        var header = new byte[FrameHeader.Size];
        if (await _stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, limit) == 0)
            return null;
        Assert.True(FrameHeader.TryRead(header, out var read));
        var frame = new byte[read.Length];
        header.CopyTo(frame, 0);
        await _stream.ReadExactlyAsync(frame.AsMemory(header.Length), limit);
        return (OpenFlowCodec.Decode(frame, out var xid), xid);
    }

    /// <summary>Completes the handshake as a datapath.</summary>
    public async Task ShakeHandsAsync(DatapathId id, CancellationToken limit)
    {
        await SendAsync(new Hello(), 1, limit);
        await ReceiveAsync<FeaturesRequest>(limit, xid => SendAsync(new FeaturesReply { DatapathId = id, TableCount = 1 }, xid, limit));
        await ReceiveAsync<SetConfig>(limit, _ => ValueTask.CompletedTask);
    }

    /// <summary>Reads until the controller has closed the connection.</summary>
    public async Task<IReadOnlyList<OpenFlowMessage>> ReceiveAllAsync(CancellationToken limit)
    {
        var all = new List<OpenFlowMessage>();
        while (await ReceiveAsync(limit) is { } received)
            all.Add(received.Message);
        return all;
    }

    public void Dispose() => _stream.Dispose();

    private static X509ChainPolicy Policy(X509Certificate2 trusted) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { trusted },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    private async Task ReceiveAsync<TMessage>(CancellationToken limit, Func<uint, ValueTask> answer)
    {
        while (await ReceiveAsync(limit) is { } received)
        {
            if (received.Message is not TMessage)
                continue;
            await answer(received.Xid);
            return;
        }

        Assert.Fail($"The controller closed the connection instead of sending {typeof(TMessage).Name}.");
    }
}
