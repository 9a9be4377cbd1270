using System.Net;
using System.Reactive.Concurrency;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>The options of a controller. Each has a default that suits most apps.</summary>
public sealed record ControllerOptions
{
    /// <summary>
    /// Where to listen for datapaths: IPv4, IPv6 or Unix socket addresses, or a <see cref="TlsEndPoint"/> that has one of them; port 0
    /// takes a free one, see <see cref="OpenFlowController.LocalEndPoints"/>. An IPv6 address accepts IPv6 only.
    /// </summary>
    public IReadOnlyList<EndPoint> EndPoints { get; init; } = [];

    /// <summary>The only address to listen at; setting it sets <see cref="EndPoints"/>.</summary>
    public EndPoint? EndPoint
    {
        get => EndPoints is [var only] ? only : null;
        init => EndPoints = value is null ? [] : [value];
    }

    /// <summary>
    /// The TLS options of a <see cref="TlsEndPoint"/> that has none, such as one that was parsed from text. Default null: a dialed peer is
    /// verified against the authorities that the operating system trusts; listening requires options.
    /// </summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>
    /// How many connections of sockets there may be, accepted or dialed, in any state. While there are so many, a newcomer is closed at
    /// once, unless a connection that is at its handshake gives way, as for <see cref="MaxHandshakes"/>. It is lowered to what the
    /// operating system's limit of open files allows, which is logged. Default 4,096.
    /// </summary>
    public int MaxConnections { get; init; } = 4096;

    /// <summary>
    /// How many of the accepted connections may be at their handshakes, that of TLS included. While there are so many, one gives way to a
    /// newcomer: the oldest that has sent nothing, of the address that has most of those; if all have sent something, the oldest of the
    /// address that has most, provided that the newcomer's address has fewer. If none gives way, the newcomer is closed at once. Default
    /// 1,024.
    /// </summary>
    public int MaxHandshakes { get; init; } = 1024;

    /// <summary>The versions of OpenFlow to offer, by default all. The highest that a datapath offers too is spoken with it.</summary>
    public IReadOnlyList<OpenFlowVersion> Versions { get; init; } = Enum.GetValues<OpenFlowVersion>();

    /// <summary>
    /// The versions of OpenFlow to offer at single end points, listened at or dialed, instead of <see cref="Versions"/>. The keys are end
    /// points as they are given to <see cref="EndPoints"/> and to <see cref="OpenFlowController.Connect(EndPoint)"/>. Default none.
    /// </summary>
    public IReadOnlyDictionary<EndPoint, IReadOnlyList<OpenFlowVersion>> EndPointVersions { get; init; } =
        new Dictionary<EndPoint, IReadOnlyList<OpenFlowVersion>>();

    /// <summary>The versions to offer at an end point.</summary>
    internal IReadOnlyList<OpenFlowVersion> VersionsAt(EndPoint endPoint) => EndPointVersions.GetValueOrDefault(endPoint, Versions);

    /// <summary>
    /// The clock of all time limits, and where messages and replies are delivered. On a virtual-time scheduler everything is deterministic.
    /// With the thread pool, the default, the controller's event loop threads may deliver what they read themselves; handlers may block
    /// there too.
    /// </summary>
    public IScheduler Scheduler { get; init; } = TaskPoolScheduler.Default;

    /// <summary>
    /// The seed of all randomness, such as the first transaction id of each connection. Default null: random, or 0 on a virtual-time
    /// scheduler, so that each run is the same.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>
    /// The transaction id of the first message of each connection, from 1 to 4,294,967,295; later ones count up, and continue from 1 after
    /// the largest. Default null: random for each connection (<see cref="Seed"/>), so that the small ids that datapaths give to unsolicited
    /// messages are not those of requests.
    /// </summary>
    public uint? FirstXid { get; init; }

    /// <summary>
    /// How long a datapath may take from connecting to the end of its handshake, that of TLS included;
    /// <see cref="Timeout.InfiniteTimeSpan"/> is without limit. Default 10 s.
    /// </summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// After how long without a message an echo request is sent to a datapath; zero and <see cref="Timeout.InfiniteTimeSpan"/> mean never.
    /// Default 15 s.
    /// </summary>
    public TimeSpan EchoInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a datapath may stay silent after an echo request before its connection is closed; <see cref="Timeout.InfiniteTimeSpan"/>
    /// means without limit. Default 15 s.
    /// </summary>
    public TimeSpan EchoTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long the answer to a request may take, unless the call says otherwise; <see cref="Timeout.InfiniteTimeSpan"/> means without
    /// limit. Default 30 s.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many bytes the answer to one request may have. A longer one fails with <see cref="ReplyLimitException"/>. Default 64
    /// MiB.</summary>
    public long ReplyLimit { get; init; } = 64L << 20;

    /// <summary>
    /// How many bytes the answers to all requests in flight may have, of which each counts in steps of 64 KiB. The request whose answer
    /// exceeds it fails with <see cref="ReplyLimitException"/>. Default 1 GiB.
    /// </summary>
    public long ReplyLimitInAll { get; init; } = 1L << 30;

    /// <summary>
    /// How many messages of one datapath may wait for the app, at least 1. <see cref="PacketInOverflow"/> says what happens then. Default
    /// 4,096.
    /// </summary>
    public int QueueCapacity { get; init; } = 4096;

    /// <summary>
    /// How many bytes of one datapath's messages may wait for the app, where <see cref="QueueCapacity"/> counts messages. If port-status
    /// and other messages that are never dropped exceed it while reading cannot pause, the datapath is disconnected. Default 8 MiB.
    /// </summary>
    public long QueueByteLimit { get; init; } = 8L << 20;

    /// <summary>
    /// How many bytes of all datapaths' messages may wait for the app. When there are more, each datapath that has more than 64 messages or
    /// 64 KiB waiting is treated as if its own limit were reached. Default 256 MiB.
    /// </summary>
    public long TotalQueueByteLimit { get; init; } = 256L << 20;

    /// <summary>What happens when the app handles messages more slowly than they arrive. Default
    /// <see cref="PacketInOverflow.Pause"/>.</summary>
    public PacketInOverflow PacketInOverflow { get; init; }

    /// <summary>
    /// How many packet-ins of one datapath are delivered, on average and in a burst. The others are dropped before they are decoded, and
    /// counted (<see cref="Datapath.DroppedPacketIns"/>). Default null: all are delivered.
    /// </summary>
    public RateLimit? PacketInRate { get; init; }

    /// <summary>
    /// How many bytes may wait to be sent to one datapath before there is no room for more: <see cref="Datapath.TrySend(OpenFlowMessage)"/>
    /// then returns false, and other senders and requests wait until half of them are sent. The message that exceeds it is still accepted.
    /// Less than 64 KiB is taken as 64 KiB. Default 1 MiB.
    /// </summary>
    public long SendByteLimit { get; init; } = 1 << 20;

    /// <summary>
    /// How many bytes may wait to be sent to all datapaths. When there are more, each datapath has room for 64 KiB. Only buffers of more
    /// than 128 KiB count, so that datapaths that read what is sent to them do not. Default 32 MiB.
    /// </summary>
    public long TotalSendByteLimit { get; init; } = 32 << 20;

    /// <summary>
    /// The longest that <see cref="Datapath.Send"/> blocks while the datapath has no room, more than zero;
    /// <see cref="Timeout.InfiniteTimeSpan"/> means without limit. Default 1 s.
    /// </summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the end of a connection may take: what was written before is sent, and the peer closes its side. After that the socket is
    /// closed, and what the peer has not read is lost. The end of the controller waits for it. <see cref="Timeout.InfiniteTimeSpan"/> is
    /// without limit. Default 2 s.
    /// </summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How many bytes of a packet that misses all flows a packet-in carries at most, sent to each datapath by SET_CONFIG when it is
    /// present; null sends nothing. Default 60,000: the packet-in with its headers and match stays below the 65,535 bytes that its header
    /// can express. With 65,535 (OFPCML_NO_BUFFER) an Open vSwitch has been seen to send longer ones, after which a connection cannot be
    /// read any more.
    /// </summary>
    public ushort? MissSendLen { get; init; } = 60_000;

    /// <summary>
    /// How many malformed messages a connection may send before it is closed, if they come at once; one is forgiven each second. At least
    /// 1. Default 100.
    /// </summary>
    public int MaxMalformed { get; init; } = 100;

    /// <summary>
    /// Whether a datapath of OpenFlow 1.3 or later is present only after it has described its ports (OFPMP_PORT_DESC). If false, that is
    /// not requested, and <see cref="Datapath.Ports"/> has only the ports of which port-status messages arrived. Default true.
    /// </summary>
    public bool RequirePorts { get; init; } = true;

    /// <summary>
    /// Whether HELLO is sent only when that of the peer has arrived, for peers that do not expect it before. Two sides that both wait never
    /// connect. Default false.
    /// </summary>
    public bool WaitForHello { get; init; }

    /// <summary>
    /// What every datapath is assumed to understand beyond its version of OpenFlow. Default null: nothing, until
    /// <see cref="Datapath.PeerFeatures"/> is subscribed, which probes it.
    /// </summary>
    public PeerFeatures? PeerFeatures { get; init; }

    /// <summary>What happens when a datapath connects whose id another connection has. Default: the new one replaces it.</summary>
    public DuplicateDatapathPolicy DuplicateDatapath { get; init; } = DuplicateDatapathPolicy.Replace;

    /// <summary>
    /// How long after a connection replaced another with the same datapath id no third one replaces it: newcomers are closed meanwhile. If
    /// the id is soon replaced again the time doubles, up to a minute. A connection that has ended is not replaced, so that reconnecting is
    /// not delayed. A connection that showed a client certificate is replaced only by one that shows a certificate of the same issuer and
    /// subject. Default 5 s.
    /// </summary>
    public TimeSpan ReplaceInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How many bytes one connection may send before the end of its handshake: the descriptions of its ports, and messages that are
    /// delivered after it. Default 4 MiB, which is 65,000 ports of OpenFlow 1.3.
    /// </summary>
    public long MaxHandshakeBytes { get; init; } = 4L << 20;

    /// <summary>How many bytes all connections together may send before the ends of their handshakes. Default 64 MiB.</summary>
    public long MaxHandshakeBytesInAll { get; init; } = 64L << 20;

    /// <summary>
    /// In how many bytes one datapath may describe its ports, in its handshake and by port-status. Beyond that it is disconnected. Default
    /// 8 MiB, which is 100,000 ports of OpenFlow 1.3.
    /// </summary>
    public long MaxPortBytes { get; init; } = 8L << 20;

    /// <summary>In how many bytes all datapaths together may describe their ports. One that exceeds it is disconnected. Default 256
    /// MiB.</summary>
    public long MaxPortBytesInAll { get; init; } = 256L << 20;

    /// <summary>
    /// How long to wait before a datapath is dialed again. It doubles with each failed attempt, up to <see cref="MaxRedialInterval"/>.
    /// Default 1 s.
    /// </summary>
    public TimeSpan RedialInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest to wait before a datapath is dialed again. Default 8 s.</summary>
    public TimeSpan MaxRedialInterval { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// Called with what observers of the controller throw, on the thread that was delivering to them; it should return soon. An observer
    /// that throws has ended: its subscription is disposed, and all others continue. This holds for every observable of the controller and
    /// its datapaths, including replies. A request that fails and was subscribed without an error handler is reported here as well.
    /// Default: the logger or, if there is none, the standard error stream.
    /// </summary>
    public Action<ObserverError>? OnObserverError { get; init; }

    /// <summary>Where to log. Default nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}

/// <summary>What happens when more packet-ins of a datapath wait for the app than <see cref="ControllerOptions"/> allow.</summary>
public enum PacketInOverflow
{
    /// <summary>
    /// The connection is not read until half of them are handled: TCP makes the datapath wait, and nothing is lost. It is kept alive
    /// meanwhile. While a request is in flight, whose reply must be read, reading continues, and the oldest packet-ins are dropped and
    /// counted instead.
    /// </summary>
    Pause,

    /// <summary>Reading continues, and the oldest packet-ins are dropped and counted.</summary>
    DropOldest,
}

/// <summary>A rate of events with a burst: a token bucket.</summary>
/// <param name="PerSecond">How many a second on average; more than 0.</param>
/// <param name="Burst">How many at once; at least 1.</param>
public readonly record struct RateLimit(double PerSecond, int Burst)
{
    /// <summary>How many a second on average; more than 0.</summary>
    public double PerSecond { get; } =
        PerSecond > 0 ? PerSecond : throw new ArgumentOutOfRangeException(nameof(PerSecond), PerSecond, "A rate is more than 0 a second.");

    /// <summary>How many at once; at least 1.</summary>
    public int Burst { get; } = Burst >= 1 ? Burst : throw new ArgumentOutOfRangeException(nameof(Burst), Burst, "A burst is at least 1.");
}

/// <summary>What happens when a datapath connects whose id another connection has.</summary>
public enum DuplicateDatapathPolicy
{
    /// <summary>The new connection replaces the old one, which is closed: most often the old one is dead, and that was not detected
    /// yet.</summary>
    Replace,

    /// <summary>The new connection is refused while the old one is open.</summary>
    Refuse,
}
