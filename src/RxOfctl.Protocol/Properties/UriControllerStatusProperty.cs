using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>Where a controller is connected (OFPCSPT_URI; <c>ofp_controller_status_prop_uri</c>, OpenFlow 1.5.1).</summary>
[WireCode(0, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record UriControllerStatusProperty : ControllerStatusProperty
{
    /// <summary>The connection's URI, as in <c>tls:192.0.2.1:6653</c>.</summary>
    [Field(As = "RestOfText")]
    public string Uri { get; init; } = "";
}
