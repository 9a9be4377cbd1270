namespace RxOfctl.Hosting;

/// <summary>
/// An OpenFlow controller as configuration describes it: addresses, versions, ids and file names are text. What is null has the default of
/// <see cref="ControllerOptions"/>.
/// </summary>
/// <remarks>
/// A list may also be one text with commas, as an environment variable has it: <c>OpenFlow__Listen=ptcp:6653,pssl:6654</c>.
/// Keys that are not a property's name are refused when the host starts.
/// </remarks>
public sealed class OpenFlowOptions
{
    /// <summary>The section of the configuration that is bound by default.</summary>
    public const string DefaultSection = "OpenFlow";

    /// <summary>
    /// Where to listen: <c>ptcp:[PORT][:HOST]</c>, <c>pssl:[PORT][:HOST]</c>, <c>punix:PATH</c> or <c>HOST:PORT</c>; see
    /// <see cref="RxOfctl.Connections.EndPointText"/>. With neither this nor <see cref="Connect"/>: <c>ptcp:6653</c>.
    /// </summary>
    public string[]? Listen { get; set; }

    /// <summary>Which datapaths to dial: <c>tcp:HOST[:PORT]</c>, <c>ssl:HOST[:PORT]</c> or <c>unix:PATH</c>. Default none.</summary>
    public string[]? Connect { get; set; }

    /// <summary>The versions to offer, as <c>1.3</c> or <c>OpenFlow13</c>. Default all from 1.0 to 1.5.</summary>
    public string[]? Versions { get; set; }

    /// <summary>
    /// The ids of the datapaths that should be present, in hexadecimal: the health check is not healthy while one of them is missing.
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

    /// <summary>What text cannot say, such as a scheduler: gets the options made from all of the above, and returns those to use.</summary>
    public Func<ControllerOptions, ControllerOptions>? Customize { get; set; }
}

/// <summary>How TLS is spoken, with certificates from PEM files: what Open vSwitch calls <c>--certificate</c>, <c>--private-key</c> and
/// <c>--ca-cert</c>.</summary>
public sealed class OpenFlowTlsOptions
{
    /// <summary>The file of this controller's certificate, and of the authorities between it and a trusted one, if any.</summary>
    public string? Certificate { get; set; }

    /// <summary>The file of its private key, not encrypted.</summary>
    public string? PrivateKey { get; set; }

    /// <summary>The file of the authorities whose certificates datapaths may show.</summary>
    public string? CaCertificate { get; set; }

    /// <summary><see cref="RxOfctl.Connections.TlsOptions.RequireClientCertificate"/>.</summary>
    public bool? RequireClientCertificate { get; set; }

    /// <summary><see cref="RxOfctl.Connections.TlsOptions.TargetHost"/>.</summary>
    public string? TargetHost { get; set; }

    /// <summary><see cref="RxOfctl.Connections.TlsOptions.CheckTargetHost"/>.</summary>
    public bool? CheckTargetHost { get; set; }
}
