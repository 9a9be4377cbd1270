using System.Collections.Frozen;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Nicira;

/// <summary>The names that <c>ovs-ofctl</c> writes for fields in actions: Nicira's where the field has one there, else the specification's.</summary>
internal static class SubfieldNames
{
    /// <summary>The fields of Nicira that are the same as one of the specification, by that one.</summary>
    public static FrozenDictionary<OxmType, OxmType> Twins { get; } = new Dictionary<OxmType, OxmType>
    {
        [Oxm.EthDst] = Nxm.EthDst,
        [Oxm.EthSrc] = Nxm.EthSrc,
        [Oxm.EthType] = Nxm.EthType,
        [Oxm.IpEcn] = Nxm.IpEcn,
        [Oxm.IpProto] = Nxm.IpProto,
        [Oxm.Ipv4Src] = Nxm.IpSrc,
        [Oxm.Ipv4Dst] = Nxm.IpDst,
        [Oxm.TcpSrc] = Nxm.TcpSrc,
        [Oxm.TcpDst] = Nxm.TcpDst,
        [Oxm.UdpSrc] = Nxm.UdpSrc,
        [Oxm.UdpDst] = Nxm.UdpDst,
        [Oxm.Icmpv4Type] = Nxm.IcmpType,
        [Oxm.Icmpv4Code] = Nxm.IcmpCode,
        [Oxm.ArpOp] = Nxm.ArpOp,
        [Oxm.ArpSpa] = Nxm.ArpSpa,
        [Oxm.ArpTpa] = Nxm.ArpTpa,
        [Oxm.ArpSha] = Nxm.ArpSha,
        [Oxm.ArpTha] = Nxm.ArpTha,
        [Oxm.Ipv6Src] = Nxm.Ipv6Src,
        [Oxm.Ipv6Dst] = Nxm.Ipv6Dst,
        [Oxm.Ipv6FLabel] = Nxm.Ipv6Label,
        [Oxm.Icmpv6Type] = Nxm.Icmpv6Type,
        [Oxm.Icmpv6Code] = Nxm.Icmpv6Code,
        [Oxm.Ipv6NdTarget] = Nxm.NdTarget,
        [Oxm.Ipv6NdSll] = Nxm.NdSll,
        [Oxm.Ipv6NdTll] = Nxm.NdTll,
        [Oxm.TunnelId] = Nxm.TunId,
        [Oxm.TcpFlags] = Nxm.TcpFlags,
    }.ToFrozenDictionary();

    /// <summary>The name of a field.</summary>
    public static string Of(OxmType type) =>
        type.SubfieldName ?? Twins.GetValueOrDefault(type)?.SubfieldName ?? (type.IsUnknown ? type.ShortName : FieldNames.Header(type));
}
