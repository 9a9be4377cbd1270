using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Interop.Tests.Protocol;

internal static partial class OvsLimits
{
    private static readonly OxmType[] NoFields = [Oxm.InPhyPort, Oxm.PbbIsid, Oxm.PbbUca, Oxm.Ipv6Exthdr];

    private static IEnumerable<OvsLimit> Fields() =>
    [
        OvsLimit.Of<OxmField>(
            "in_phy_port, pbb_isid, pbb_uca, ipv6_exthdr", "does not have them (meta-flow.h)",
            field => NoFields.Contains(field.Type) ? null : field),
        Value(Oxm.InPort, "has 16 bits for a port", Port16),
        Value(Oxm.ActsetOutput, "has 16 bits for a port", Port16, from: OpenFlow15),
        Value(OnfOxm.ActsetOutput, "has 16 bits for a port", Port16),
        Value(Nxm.CtState, "knows eight flags of a connection (CS_SUPPORTED_MASK)", flags => flags & 0xff),
        Value(Nxm.TunFlags, "knows one flag of a tunnel (FLOW_TNL_PUB_F_MASK)", flags => (ushort)(flags & 1)),
        Value(Nsh.MdType, "knows two types of metadata (mf_is_value_valid)", type => (byte)(type % 2 + 1)),
        Value(Nsh.Ttl, "has six bits for it (mf_is_value_valid)", ttl => (byte)(ttl & 63)),
        Value(Nxm.IpTos, "has DSCP in the upper six bits (mf_is_value_valid)", tos => (byte)(tos & 0xfc)),
        Value(Oxm.ArpOp, "has eight bits for it (mf_is_value_valid)", operation => (ushort)(operation & 0xff)),
        Value(Nxm.ArpOp, "has eight bits for it (mf_is_value_valid)", operation => (ushort)(operation & 0xff)),
    ];

    private static OvsLimit Value<T>(OxmType<T> type, string why, Func<T, T> mend, OpenFlowVersion from = OpenFlow10)
        where T : struct, IEquatable<T> => OvsLimit.Of<OxmField>($"some values of {type.Name}", why, field => Mended(field, type, mend), from);

    private static OxmField Mended<T>(OxmField field, OxmType<T> type, Func<T, T> mend)
        where T : struct, IEquatable<T>
    {
        Match match = [field];
        return !field.Type.Equals(type) || match.Get(type) is not { } value ? field
            : field.HasMask ? type.Is(mend(value), mend(match.GetMask(type)!.Value))
            : type.Is(mend(value));
    }
}
