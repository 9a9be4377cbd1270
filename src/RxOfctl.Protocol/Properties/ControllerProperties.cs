namespace RxOfctl.Protocol.Properties;

/// <summary>
/// A property of a controller's status (<c>ofp_controller_status_prop_header</c>, OpenFlow 1.5.1). OpenFlow 1.5.
/// </summary>
[WireFamily]
public partial interface IControllerStatusProperty;

/// <summary>Where a controller is connected (OFPCSPT_URI; <c>ofp_controller_status_prop_uri</c>, OpenFlow 1.5.1).</summary>
[WireCode(0, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record UriControllerStatusProperty : Property, IControllerStatusProperty
{
    /// <summary>The connection's URI, as in <c>tls:192.0.2.1:6653</c>.</summary>
    [Field(As = "RestOfText")]
    public string Uri { get; init; } = "";
}

/// <summary>
/// A property of a <see cref="Messages.RoleStatus"/> (<c>ofp_role_prop_header</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later; in 1.3 the
/// ONF's extension. The specification defines none.
/// </summary>
[WireFamily]
public partial interface IRoleProperty;
