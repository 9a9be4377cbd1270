namespace RxOfctl.Protocol.Nicira;

/// <summary>In which form flows come from the datapath in OpenFlow 1.0 (<c>nx_flow_format</c>).</summary>
public enum NiciraFlowFormat : uint
{
    /// <summary>That of the specification (NXFF_OPENFLOW10).</summary>
    OpenFlow10 = 0,

    /// <summary>With matches of Nicira (NXFF_NXM).</summary>
    Nxm = 2,
}
