using System.Numerics;
using System.Text.Json;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Web.Ryu;

/// <summary>Matches in Ryu's JSON of OpenFlow 1.0: the members of <c>ofp_match</c> (1.0.2 §5.2.3).</summary>
internal static class RyuMatch10
{
    private const ushort VlanNone = 0xffff;
    private const ushort VlanMask = 0x0fff;
    private const ushort VlanPresent = 0x1000;
    private const ushort Arp = 0x0806;
    private const byte Icmp = 1;
    private const byte Udp = 17;
    private const byte Sctp = 132;

    public static void Write(Utf8JsonWriter json, Match match)
    {
        json.WriteStartObject();
        for (var index = 0; index < match.Count; index++)
        {
            var field = match[index];
            var number = (ulong)field.Number;
            switch (NameOf(field.Type))
            {
                case "in_port" when RyuNumbers.NameOf(new PortNumber((uint)number), OpenFlowVersion.OpenFlow10) is { } name:
                    json.WriteString("in_port", name);
                    break;
                case "dl_vlan":
                    json.WriteNumber("dl_vlan", number == 0 ? VlanNone : number & VlanMask);
                    break;
                case "nw_tos":
                    json.WriteNumber("nw_tos", number << 2);
                    break;
                case ("nw_src" or "nw_dst") and { } name when field.HasMask:
                    var length = BitOperations.PopCount((uint)field.EffectiveMask);
                    json.WriteString(name, $"{RyuFields.Text(field.Type, field.Number)}/{RyuNumbers.Text((ulong)length)}");
                    break;
                case { } name when RyuFields.IsNumber(field.Type):
                    json.WriteNumber(name, number);
                    break;
                case { } name:
                    json.WriteString(name, RyuFields.Text(field.Type, field.Number));
                    break;
                default:
                    // Nicira's fields are not in the structure of 1.0.
                    json.WriteString(field.Type.ToString(), field.ToString()[(field.ToString().IndexOf('=', StringComparison.Ordinal) + 1)..]);
                    break;
            }
        }

        json.WriteEndObject();
    }

    public static Match Read(RyuObject match)
    {
        var isArp = match.Number("dl_type", 0, ushort.MaxValue) == Arp;
        var protocol = (byte)match.Number("nw_proto", 0, byte.MaxValue);
        return Match.Create([.. match.Members.Select(each => Read(each.Key, RyuNumbers.TextOf(each.Value, each.Key), isArp, protocol))]);
    }

    private static OxmField Read(string name, string text, bool isArp, byte protocol) => name switch
    {
        "in_port" => Oxm.InPort.Is(RyuNumbers.ParsePort(text, OpenFlowVersion.OpenFlow10)),
        "dl_src" => RyuFields.Parse(Oxm.EthSrc, text),
        "dl_dst" => RyuFields.Parse(Oxm.EthDst, text),
        "dl_vlan" => RyuNumbers.Parse(text, name, ushort.MaxValue) is var id && id == VlanNone
            ? Oxm.VlanVid.Untagged
            : Oxm.VlanVid.Is((ushort)((id & VlanMask) | VlanPresent)),
        "dl_vlan_pcp" => RyuFields.Parse(Oxm.VlanPcp, text),
        "dl_type" => RyuFields.Parse(Oxm.EthType, text),
        "nw_tos" => Oxm.IpDscp.Is((byte)(RyuNumbers.Parse(text, name, byte.MaxValue) >> 2)),
        "nw_proto" => isArp ? Oxm.ArpOp.Is((ushort)RyuNumbers.Parse(text, name, byte.MaxValue)) : RyuFields.Parse(Oxm.IpProto, text),
        "nw_src" => RyuFields.Parse(isArp ? Oxm.ArpSpa : Oxm.Ipv4Src, text),
        "nw_dst" => RyuFields.Parse(isArp ? Oxm.ArpTpa : Oxm.Ipv4Dst, text),
        "tp_src" => RyuFields.Parse(
            protocol switch { Icmp => Oxm.Icmpv4Type, Udp => Oxm.UdpSrc, Sctp => Oxm.SctpSrc, _ => Oxm.TcpSrc }, text),
        "tp_dst" => RyuFields.Parse(
            protocol switch { Icmp => Oxm.Icmpv4Code, Udp => Oxm.UdpDst, Sctp => Oxm.SctpDst, _ => Oxm.TcpDst }, text),
        _ => throw new FormatException($"'{name}' is not a match field of OpenFlow 1.0. The fields are in_port, dl_src, dl_dst, dl_vlan, "
            + "dl_vlan_pcp, dl_type, nw_tos, nw_proto, nw_src, nw_dst, tp_src and tp_dst."),
    };

    private static string? NameOf(OxmType type) =>
        type.Equals(Oxm.InPort) ? "in_port"
        : type.Equals(Oxm.EthSrc) ? "dl_src"
        : type.Equals(Oxm.EthDst) ? "dl_dst"
        : type.Equals(Oxm.VlanVid) ? "dl_vlan"
        : type.Equals(Oxm.VlanPcp) ? "dl_vlan_pcp"
        : type.Equals(Oxm.EthType) ? "dl_type"
        : type.Equals(Oxm.IpDscp) ? "nw_tos"
        : type.Equals(Oxm.IpProto) || type.Equals(Oxm.ArpOp) ? "nw_proto"
        : type.Equals(Oxm.Ipv4Src) || type.Equals(Oxm.ArpSpa) ? "nw_src"
        : type.Equals(Oxm.Ipv4Dst) || type.Equals(Oxm.ArpTpa) ? "nw_dst"
        : type.Equals(Oxm.TcpSrc) || type.Equals(Oxm.UdpSrc) || type.Equals(Oxm.SctpSrc) || type.Equals(Oxm.Icmpv4Type) ? "tp_src"
        : type.Equals(Oxm.TcpDst) || type.Equals(Oxm.UdpDst) || type.Equals(Oxm.SctpDst) || type.Equals(Oxm.Icmpv4Code) ? "tp_dst"
        : null;
}
