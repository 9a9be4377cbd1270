using RxOfctl.Flows;
using RxOfctl.Topology;
using RxOfctl.Web.Security;

namespace RxOfctl.Web;

/// <summary>The options of the REST API, the stream of changes and the dashboard. Bound from the section <c>OpenFlowWeb</c>.</summary>
public sealed class OpenFlowWebOptions
{
    /// <summary>The section of the configuration that is bound.</summary>
    public const string Section = "OpenFlowWeb";

    /// <summary>The keys with which programs authenticate: <c>Authorization: Bearer KEY</c>. Default none.</summary>
    public IList<ApiKeyOptions> ApiKeys { get; } = [];

    /// <summary>
    /// The authentication schemes of the app, such as JWT bearer or client certificates, that are accepted beside the operator's session
    /// and <see cref="ApiKeys"/>. Their principals need a role claim of <see cref="OpenFlowRoles"/>. Default none.
    /// </summary>
    public IList<string> AuthenticationSchemes { get; } = [];

    /// <summary>
    /// The names, without port, that the header <c>Host</c> may have on a listener bound to loopback, beside <c>localhost</c>,
    /// <c>127.0.0.1</c> and <c>[::1]</c>. Other names are refused, so that no web page can reach the API by DNS rebinding. Default none.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>
    /// Whether listeners that are not bound to loopback may do without TLS, as where a proxy or a service mesh adds it. Default false: the
    /// host does not start with such a listener. Authentication is needed there in any case.
    /// </summary>
    public bool AllowInsecure { get; set; }

    /// <summary>
    /// Gets the URL with the one-time operator token, when the host has started. Default: it is written to the standard output. Null: no
    /// token is made, and only <see cref="ApiKeys"/> and <see cref="AuthenticationSchemes"/> can write.
    /// </summary>
    public Action<Uri>? OnOperatorUrl { get; set; } = static url => Console.WriteLine($"Open {url} to operate the network (once, within an hour).");

    /// <summary>How long the operator token can be used. Default 1 h.</summary>
    public TimeSpan OperatorTokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long the session lasts that an operator token begins. Default 12 h.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>The largest body of a request, in bytes. Default 4 MB.</summary>
    public long MaxRequestBytes { get; set; } = 4 << 20;

    /// <summary>The requests a second of one client, by name or by address, beyond which it is answered with 429. Default 200.</summary>
    public int RequestsPerSecond { get; set; } = 200;

    /// <summary>How long a datapath may take to answer a request of the API. Default 10 s.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How the links and hosts are discovered, unless the services have a <see cref="DiscoveredTopology"/> of the app's.</summary>
    public TopologyOptions Topology { get; set; } = new();

    /// <summary>
    /// The cookies of the flows that the desired rules of the API install. Default: the lease of the name <c>RxOfctl.Web</c>.
    /// </summary>
    public CookieLease RulesLease { get; set; } = CookieLease.OfName("RxOfctl.Web");

    /// <summary>
    /// The file that keeps the desired rules of the API over restarts, as JSON. Default null: they are in memory, and after a restart the
    /// flows of former rules stay until rules are entered again.
    /// </summary>
    public string? RulesFile { get; set; }

    /// <summary>How often counters are read and sent to the stream of changes. Default 1 s.</summary>
    public TimeSpan SamplePeriod { get; set; } = TimeSpan.FromSeconds(1);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRequestBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(RequestsPerSecond, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RequestTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(OperatorTokenLifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(SessionLifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(SamplePeriod, TimeSpan.Zero);
        foreach (var key in ApiKeys)
            key.Validate();
    }
}

/// <summary>A key with which a program authenticates.</summary>
public sealed class ApiKeyOptions
{
    private const int MinLength = 16;

    /// <summary>The name of the program, for the audit log.</summary>
    public string Name { get; set; } = "";

    /// <summary>The secret, 16 characters or more. It belongs into a secret store or an environment variable.</summary>
    public string Key { get; set; } = "";

    /// <summary>The role: <see cref="OpenFlowRoles.Reader"/> or <see cref="OpenFlowRoles.Operator"/>. Default: reader.</summary>
    public string Role { get; set; } = OpenFlowRoles.Reader;

    internal void Validate()
    {
        if (Name.Length == 0)
            throw new ArgumentException("An API key needs a name.");
        if (Key.Length < MinLength)
            throw new ArgumentException($"The API key of {Name} is shorter than {MinLength} characters.");
        if (Role is not (OpenFlowRoles.Reader or OpenFlowRoles.Operator))
            throw new ArgumentException($"The API key of {Name} has the role '{Role}'; the roles are reader and operator.");
    }
}
