using RxOfctl.Protocol.Matching;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// The match fields of neighbor discovery that Open vSwitch has in Ericsson's class 0x1000 (ERICOXM_OF_*). OpenFlow 1.2 and later; in the actions of
/// Nicira in every version.
/// </summary>
public static class EricOxm
{
    /// <summary>The reserved bits of a message of neighbor discovery (ERICOXM_OF_ICMPV6_ND_RESERVED).</summary>
    public static OxmType<uint> NdReserved { get; } = ExtensionClass.Ericsson.Number32(1, "icmpv6_nd_reserved", "nd_reserved", "ERICOXM_OF_ICMPV6_ND_RESERVED");

    /// <summary>The type of the option of neighbor discovery (ERICOXM_OF_ICMPV6_ND_OPTIONS_TYPE).</summary>
    public static OxmType<byte> NdOptionsType { get; } =
        ExtensionClass.Ericsson.Byte(2, "icmpv6_nd_options_type", "nd_options_type", "ERICOXM_OF_ICMPV6_ND_OPTIONS_TYPE");

    /// <summary>Both of them.</summary>
    public static IReadOnlyList<OxmType> All { get; } = [NdReserved, NdOptionsType];
}
