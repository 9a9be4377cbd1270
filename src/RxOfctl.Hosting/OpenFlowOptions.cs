namespace RxOfctl.Hosting;

/// <summary>
/// The configuration of an OpenFlow controller: addresses, versions, ids and file names are text. A property that is null has the default
/// of <see cref="ControllerOptions"/>.
/// </summary>
/// <remarks>
/// A list may also be one text with commas, as in an environment variable: <c>OpenFlow__Listen=ptcp:6653,pssl:6654</c>. A key that is not
/// the name of a property is an error when the host starts.
/// </remarks>
public sealed class OpenFlowOptions
{
    /// <summary>The section of the configuration that is bound by default.</summary>
    public const string DefaultSection = "OpenFlow";

    /// <summary>
    /// The addresses to listen at: <c>ptcp:[PORT][:HOST]</c>, <c>pssl:[PORT][:HOST]</c>, <c>punix:PATH</c> or <c>HOST:PORT</c>; see
    /// <see cref="RxOfctl.Connections.EndPointText"/>. With neither this nor <see cref="Connect"/>: <c>ptcp:6653</c>.
    /// </summary>
    public string[]? Listen { get; set; }

    /// <summary>The datapaths to dial: <c>tcp:HOST[:PORT]</c>, <c>ssl:HOST[:PORT]</c> or <c>unix:PATH</c>. Default none.</summary>
    public string[]? Connect { get; set; }

    /// <summary>The versions to offer, such as <c>1.3</c> or <c>OpenFlow13</c>. Default all from 1.0 to 1.5.</summary>
    public string[]? Versions { get; set; }

    /// <summary>
    /// The ids of the datapaths that should be present, in hexadecimal: the health check fails while one of them is missing.
    /// </summary>
    public string[]? Datapaths { get; set; }

    /// <summary>TLS, for the addresses that use it.</summary>
    public OpenFlowTlsOptions? Tls { get; set; }

    /// <summary><see cref="ControllerOptions.MaxConnections"/>.</summary>
    public int? MaxConnections { get; set; }

    /// <summary><see cref="ControllerOptions.MaxHandshakes"/>.</summary>
    public int? MaxHandshakes { get; set; }

    /// <summary><see cref="ControllerOptions.HandshakeTimeout"/>.</summary>
    public TimeSpan? HandshakeTimeout { get; set; }

    /// <summary><see cref="ControllerOptions.EchoInterval"/>.</summary>
    public TimeSpan? EchoInterval { get; set; }

    /// <summary><see cref="ControllerOptions.EchoTimeout"/>.</summary>
    public TimeSpan? EchoTimeout { get; set; }

    /// <summary><see cref="ControllerOptions.RequestTimeout"/>.</summary>
    public TimeSpan? RequestTimeout { get; set; }

    /// <summary><see cref="ControllerOptions.ReplyLimit"/>.</summary>
    public long? ReplyLimit { get; set; }

    /// <summary><see cref="ControllerOptions.ReplyLimitInAll"/>.</summary>
    public long? ReplyLimitInAll { get; set; }

    /// <summary><see cref="ControllerOptions.QueueCapacity"/>.</summary>
    public int? QueueCapacity { get; set; }

    /// <summary><see cref="ControllerOptions.MissSendLen"/>.</summary>
    public ushort? MissSendLen { get; set; }

    /// <summary><see cref="ControllerOptions.DuplicateDatapath"/>.</summary>
    public DuplicateDatapathPolicy? DuplicateDatapath { get; set; }

    /// <summary><see cref="ControllerOptions.RedialInterval"/>.</summary>
    public TimeSpan? RedialInterval { get; set; }

    /// <summary><see cref="ControllerOptions.MaxRedialInterval"/>.</summary>
    public TimeSpan? MaxRedialInterval { get; set; }

    /// <summary><see cref="ControllerOptions.QueueByteLimit"/>.</summary>
    public long? QueueByteLimit { get; set; }

    /// <summary><see cref="ControllerOptions.TotalQueueByteLimit"/>.</summary>
    public long? TotalQueueByteLimit { get; set; }

    /// <summary><see cref="ControllerOptions.SendByteLimit"/>.</summary>
    public long? SendByteLimit { get; set; }

    /// <summary><see cref="ControllerOptions.TotalSendByteLimit"/>.</summary>
    public long? TotalSendByteLimit { get; set; }

    /// <summary><see cref="ControllerOptions.PacketInOverflow"/>.</summary>
    public PacketInOverflow? PacketInOverflow { get; set; }

    /// <summary><see cref="ControllerOptions.SendTimeout"/>.</summary>
    public TimeSpan? SendTimeout { get; set; }

    /// <summary><see cref="ControllerOptions.CloseTimeout"/>.</summary>
    public TimeSpan? CloseTimeout { get; set; }

    /// <summary><see cref="ControllerOptions.MaxMalformed"/>.</summary>
    public int? MaxMalformed { get; set; }

    /// <summary><see cref="ControllerOptions.RequirePorts"/>.</summary>
    public bool? RequirePorts { get; set; }

    /// <summary><see cref="ControllerOptions.WaitForHello"/>.</summary>
    public bool? WaitForHello { get; set; }

    /// <summary><see cref="ControllerOptions.ReplaceInterval"/>.</summary>
    public TimeSpan? ReplaceInterval { get; set; }

    /// <summary><see cref="ControllerOptions.MaxHandshakeBytes"/>.</summary>
    public long? MaxHandshakeBytes { get; set; }

    /// <summary><see cref="ControllerOptions.MaxHandshakeBytesInAll"/>.</summary>
    public long? MaxHandshakeBytesInAll { get; set; }

    /// <summary><see cref="ControllerOptions.MaxPortBytes"/>.</summary>
    public long? MaxPortBytes { get; set; }

    /// <summary><see cref="ControllerOptions.MaxPortBytesInAll"/>.</summary>
    public long? MaxPortBytesInAll { get; set; }

    /// <summary><see cref="ControllerOptions.Seed"/>.</summary>
    public int? Seed { get; set; }

    /// <summary><see cref="ControllerOptions.FirstXid"/>.</summary>
    public uint? FirstXid { get; set; }

    /// <summary><see cref="ControllerOptions.PacketInRate"/>.</summary>
    public OpenFlowRateOptions? PacketInRate { get; set; }

    /// <summary>
    /// Sets options that have no text form, such as a scheduler: gets the options made from all of the above, and returns those to use.
    /// </summary>
    public Func<ControllerOptions, ControllerOptions>? Customize { get; set; }
}

/// <summary>A rate of events: see <see cref="RateLimit"/>.</summary>
public sealed class OpenFlowRateOptions
{
    /// <summary>The events per second; more than 0.</summary>
    public double PerSecond { get; set; }

    /// <summary>The events at once; at least 1.</summary>
    public int Burst { get; set; }
}

/// <summary>
/// TLS with certificates from PEM files: the <c>--certificate</c>, <c>--private-key</c> and <c>--ca-cert</c> of Open vSwitch.
/// </summary>
public sealed class OpenFlowTlsOptions
{
    /// <summary>The file with this controller's certificate, and those of intermediate authorities.</summary>
    public string? Certificate { get; set; }

    /// <summary>The file with its private key, not encrypted.</summary>
    public string? PrivateKey { get; set; }

    /// <summary>The file with the authorities that issue the certificates of datapaths.</summary>
    public string? CaCertificate { get; set; }

    /// <summary><see cref="RxOfctl.Connections.TlsOptions.RequireClientCertificate"/>.</summary>
    public bool? RequireClientCertificate { get; set; }

    /// <summary><see cref="RxOfctl.Connections.TlsOptions.TargetHost"/>.</summary>
    public string? TargetHost { get; set; }

    /// <summary><see cref="RxOfctl.Connections.TlsOptions.CheckTargetHost"/>.</summary>
    public bool? CheckTargetHost { get; set; }
}
