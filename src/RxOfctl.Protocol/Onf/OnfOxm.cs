using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Nicira;

namespace RxOfctl.Protocol.Onf;

/// <summary>
/// The match fields that the ONF gave to OpenFlow 1.3 in the class of experimenters (ONFOXM_ET_*, 0x4f4e4600), before OpenFlow 1.5 had them as
/// <see cref="Oxm.TcpFlags"/> and <see cref="Oxm.ActsetOutput"/>.
/// </summary>
public static class OnfOxm
{
    /// <summary>TCP flags, 12 bits (ONFOXM_ET_TCP_FLAGS).</summary>
    public static OxmType<ushort> TcpFlags { get; } = ExtensionClass.Onf.TcpFlags(42, "tcp_flags", "tcp_flags", "NXM_NX_TCP_FLAGS");

    /// <summary>Output port in the action set (ONFOXM_ET_ACTSET_OUTPUT).</summary>
    public static OxmType<PortNumber> ActsetOutput { get; } =
        ExtensionClass.Onf.Port32(43, "actset_output", "actset_output", "ONFOXM_ET_ACTSET_OUTPUT");

    /// <summary>All of them, in the order of their numbers.</summary>
    public static IReadOnlyList<OxmType> All { get; } =
    [
        TcpFlags, ActsetOutput,
    ];
}
