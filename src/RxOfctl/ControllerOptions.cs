using System.Net;
using System.Reactive.Concurrency;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RxOfctl.Connections;
using RxOfctl.Protocol;

namespace RxOfctl;

/// <summary>How a controller works. What is not set has a sound default.</summary>
public sealed record ControllerOptions
{
    /// <summary>
    /// Where to listen for datapaths: IPv4, IPv6 or Unix socket addresses, or a <see cref="TlsEndPoint"/> that has one of them; port 0 takes
    /// a free one, which <see cref="OpenFlowController.LocalEndPoints"/> tells. An IPv6 address takes IPv6 only.
    /// </summary>
    public IReadOnlyList<EndPoint> EndPoints { get; init; } = [];

    /// <summary>The only address to listen at; setting it sets <see cref="EndPoints"/>.</summary>
    public EndPoint? EndPoint
    {
        get => EndPoints is [var only] ? only : null;
        init => EndPoints = value is null ? [] : [value];
    }

    /// <summary>
    /// How TLS is spoken at a <see cref="TlsEndPoint"/> that does not say, as one that was read from text. Default null: to dial, the peer
    /// is judged as the operating system does; to listen, options are needed.
    /// </summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>
    /// How many connections of sockets there may be, accepted or dialed, in whatever state. While there are so many, a newcomer is closed
    /// at once, unless one gives way that is at its handshake and has sent no message. Default 4,096.
    /// </summary>
    public int MaxConnections { get; init; } = 4096;

    /// <summary>
    /// How many of the accepted connections may be at their handshakes, that of TLS included. While there are so many, those who come are closed
    /// at once, unless one that has sent no message gives way: the oldest of the address that has most of them. Default 1,024.
    /// </summary>
    public int MaxHandshakes { get; init; } = 1024;

    /// <summary>The versions of OpenFlow to offer, by default all. The highest that a datapath offers too is spoken with it.</summary>
    public IReadOnlyList<OpenFlowVersion> Versions { get; init; } = Enum.GetValues<OpenFlowVersion>();

    /// <summary>
    /// The versions of OpenFlow to offer at single end points, listened at or dialed, instead of <see cref="Versions"/>. The keys are end points
    /// as they are given to <see cref="EndPoints"/> and to <see cref="OpenFlowController.Connect(EndPoint)"/>. Default none.
    /// </summary>
    public IReadOnlyDictionary<EndPoint, IReadOnlyList<OpenFlowVersion>> EndPointVersions { get; init; } =
        new Dictionary<EndPoint, IReadOnlyList<OpenFlowVersion>>();

    /// <summary>The versions to offer at an end point.</summary>
    internal IReadOnlyList<OpenFlowVersion> VersionsAt(EndPoint endPoint) => EndPointVersions.GetValueOrDefault(endPoint, Versions);

    /// <summary>
    /// The clock of all time limits, and where events and replies are delivered. On one of virtual time all is deterministic. On the thread
    /// pool, the default, a thread of the controller that reads a connection may deliver what it read itself; handlers may block there too.
    /// </summary>
    public IScheduler Scheduler { get; init; } = TaskPoolScheduler.Default;

    /// <summary>
    /// The seed of everything that is random: the first transaction id of each connection. Default null: random, or 0 on a scheduler of virtual
    /// time, where each run is the same.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>
    /// The transaction id of the first message of each connection, from 1 to 4,294,967,295; later ones count up, and continue from 1 after the
    /// largest. Default null: random for each connection (<see cref="Seed"/>), so that the small ids that datapaths give to unsolicited messages
    /// are not those of requests.
    /// </summary>
    public uint? FirstXid { get; init; }

    /// <summary>
    /// How long a datapath may take from connecting to the end of its handshake, that of TLS included; <see cref="Timeout.InfiniteTimeSpan"/> is
    /// without limit. Default 10 s.
    /// </summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// After how long without a message a datapath is asked for a sign of life; zero and <see cref="Timeout.InfiniteTimeSpan"/> are never.
    /// Default 15 s.
    /// </summary>
    public TimeSpan EchoInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a datapath that was asked for a sign of life may stay silent before its connection is closed;
    /// <see cref="Timeout.InfiniteTimeSpan"/> is without limit. Default 15 s.
    /// </summary>
    public TimeSpan EchoTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long the answer to a request may take, if the request does not say; <see cref="Timeout.InfiniteTimeSpan"/> is without limit.
    /// Default 30 s.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many bytes of answer to one request are kept. Default 64 MiB.</summary>
    public long ReplyLimit { get; init; } = 64L << 20;

    /// <summary>
    /// How many messages of one datapath may wait for the app, at least 1; what happens then says <see cref="PacketInOverflow"/>. Default 4,096.
    /// </summary>
    public int QueueCapacity { get; init; } = 4096;

    /// <summary>
    /// How many bytes of one datapath's messages may wait for the app, as <see cref="QueueCapacity"/> counts messages. A datapath whose port-status
    /// and other messages that are never dropped exceed it while reading cannot pause is disconnected. Default 8 MiB.
    /// </summary>
    public long QueueByteLimit { get; init; } = 8L << 20;

    /// <summary>
    /// How many bytes of all datapaths' messages may wait for the app. When there are more, each datapath that has more than a few waiting is treated
    /// as if its own limit were reached. Default 256 MiB.
    /// </summary>
    public long TotalQueueByteLimit { get; init; } = 256L << 20;

    /// <summary>What happens to a datapath whose messages the app does not handle as fast as they come. Default <see cref="PacketInOverflow.Pause"/>.</summary>
    public PacketInOverflow PacketInOverflow { get; init; }

    /// <summary>
    /// How many packet-ins of one datapath are delivered, on average and at once. The others are dropped before they are decoded, and counted
    /// (<see cref="Datapath.DroppedPacketIns"/>). Default null: all are delivered.
    /// </summary>
    public RateLimit? PacketInRate { get; init; }

    /// <summary>
    /// How long <see cref="Datapath.Send"/> blocks at most while the datapath has no room for more, more than zero; <see cref="Timeout.InfiniteTimeSpan"/>
    /// is without limit. Default 1 s.
    /// </summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the end of a connection may take: what was written before is sent, and the peer closes its side. After that the socket is closed, and
    /// what the peer has not read is lost. The end of the controller waits for it. <see cref="Timeout.InfiniteTimeSpan"/> is without limit. Default 2 s.
    /// </summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How many bytes of a packet that misses all flows a packet-in carries at most, sent to each datapath by SET_CONFIG when it is present; null
    /// sends nothing. Default 60,000: the packet-in with its headers and match stays below the 65,535 bytes that its header can express. With
    /// 65,535 (OFPCML_NO_BUFFER) an Open vSwitch has been seen to send longer ones, after which a connection cannot be read any more.
    /// </summary>
    public ushort? MissSendLen { get; init; } = 60_000;

    /// <summary>
    /// How many malformed messages a connection may send before it is closed, if they come at once; one is forgiven each second. At least 1.
    /// Default 100.
    /// </summary>
    public int MaxMalformed { get; init; } = 100;

    /// <summary>
    /// Whether a datapath of OpenFlow 1.3 or later is present only when it has described its ports. If false, it is not asked for them, and
    /// <see cref="Datapath.Ports"/> has only the ports of which port-status messages arrived. Default true.
    /// </summary>
    public bool RequirePorts { get; init; } = true;

    /// <summary>
    /// Whether HELLO is sent only when that of the peer has arrived, for peers that do not expect it before. Two sides that both wait never
    /// connect. Default false.
    /// </summary>
    public bool WaitForHello { get; init; }

    /// <summary>
    /// What every datapath is taken to understand beyond the version that is spoken with it, instead of asking it for
    /// <see cref="Datapath.PeerFeatures"/>. Default null, which asks.
    /// </summary>
    public PeerFeatures? PeerFeatures { get; init; }

    /// <summary>What happens when a datapath connects whose id another connection has. Default: the new one replaces it.</summary>
    public DuplicateDatapathPolicy DuplicateDatapath { get; init; } = DuplicateDatapathPolicy.Replace;

    /// <summary>
    /// How long after a connection replaced another with the same datapath id no third one replaces it: newcomers are closed meanwhile. If the id
    /// is soon replaced again the time doubles, up to a minute. A connection that has ended is not replaced, so that reconnecting is not delayed. A
    /// connection that showed a client certificate is replaced only by one that shows a certificate of the same issuer and subject. Default 5 s.
    /// </summary>
    public TimeSpan ReplaceInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How many bytes one connection may send before the end of its handshake: the descriptions of its ports, and messages that are delivered
    /// after it. Default 4 MiB, which is 65,000 ports of OpenFlow 1.3.
    /// </summary>
    public long MaxHandshakeBytes { get; init; } = 4L << 20;

    /// <summary>How many bytes all connections together may send before the ends of their handshakes. Default 64 MiB.</summary>
    public long MaxHandshakeBytesInAll { get; init; } = 64L << 20;

    /// <summary>How many bytes of port-status are kept as the ports of one datapath. Default 8 MiB, which is 100,000 ports of OpenFlow 1.3.</summary>
    public long MaxPortBytes { get; init; } = 8L << 20;

    /// <summary>
    /// How long to wait before a datapath that was dialed is dialed again. It doubles with each time that there is no connection, up to
    /// <see cref="MaxRedialInterval"/>. Default 1 s.
    /// </summary>
    public TimeSpan RedialInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait at most before a datapath is dialed again. Default 8 s.</summary>
    public TimeSpan MaxRedialInterval { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// Gets what observers of the controller throw, on the thread that was delivering to them; it should return soon. An observer that throws has
    /// ended: its subscription is disposed, and all others go on. This holds for every observable of the controller and its datapaths, replies
    /// included; a request that fails and was subscribed without a handler of errors is reported here as well. Default: the logger or, if there
    /// is none, the standard error stream.
    /// </summary>
    public Action<ObserverError>? OnObserverError { get; init; }

    /// <summary>Where to log. Default nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
