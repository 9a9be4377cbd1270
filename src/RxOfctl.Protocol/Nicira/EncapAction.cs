using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Puts another header before the packet (NXAST_ENCAP). OpenFlow 1.3 and later.</summary>
[NiciraCode(46, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record EncapAction : OpenFlowAction
{
    /// <summary>An Ethernet header (PT_ETH).</summary>
    public const uint Ethernet = 0;

    /// <summary>A network service header (PT_NSH).</summary>
    public const uint Nsh = 0x0001_894f;

    /// <summary>An MPLS label for unicast (PT_MPLS).</summary>
    public const uint Mpls = 0x0001_8847;

    /// <summary>An MPLS label for multicast (PT_MPLS_MC).</summary>
    public const uint MplsMulticast = 0x0001_8848;

    /// <summary>The header's length in bytes; 0 leaves it open.</summary>
    [Field]
    public ushort HdrSize { get; init; }

    /// <summary>Which header: namespace in the upper 16 bits, type in the lower.</summary>
    [Field]
    public uint NewPktType { get; init; }

    /// <summary>What the header has besides.</summary>
    [Field]
    public ValueList<EncapProperty> Props { get; init; }
}
