using System.Globalization;
using System.Text.Json;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Web.Ryu;

/// <summary>
/// Matches in Ryu's JSON from OpenFlow 1.1 on: fields by the names of the specification, some of which are written by their names of
/// OpenFlow 1.0 (<c>dl_src</c>, <c>nw_dst</c>, <c>tp_src</c>) and read by both.
/// </summary>
internal static class RyuMatch
{
    private const ushort VlanPresent = 0x1000;
    private const byte Tcp = 6;
    private const byte Udp = 17;
    private const byte Sctp = 132;

    private static readonly (string Old, OxmType Type)[] OldNames =
    [
        ("dl_src", Oxm.EthSrc), ("dl_dst", Oxm.EthDst), ("dl_type", Oxm.EthType), ("dl_vlan", Oxm.VlanVid), ("nw_src", Oxm.Ipv4Src),
        ("nw_dst", Oxm.Ipv4Dst), ("nw_proto", Oxm.IpProto), ("tp_src", Oxm.TcpSrc), ("tp_dst", Oxm.TcpDst), ("tp_src", Oxm.UdpSrc),
        ("tp_dst", Oxm.UdpDst),
    ];

    public static void Write(Utf8JsonWriter json, Match match, OpenFlowVersion version)
    {
        if (version == OpenFlowVersion.OpenFlow10)
        {
            RyuMatch10.Write(json, match);
            return;
        }

        json.WriteStartObject();
        for (var index = 0; index < match.Count; index++)
        {
            var field = match[index];
            json.WritePropertyName(NameOf(field.Type));
            if (field.Type.Equals(Oxm.VlanVid))
                json.WriteStringValue(VlanText(field));
            else if (field.Type.Equals(Oxm.InPort) && RyuNumbers.NameOf(new PortNumber((uint)field.Number), version) is { } name)
                json.WriteStringValue(name);
            else if (field.Raw.Length > 0)
                json.WriteStringValue(field.Raw.ToString());
            else if (field.HasMask)
                json.WriteStringValue($"{RyuFields.Text(field.Type, field.Number)}/{RyuFields.Text(field.Type, field.EffectiveMask)}");
            else if (RyuFields.IsNumber(field.Type))
                json.WriteNumberValue((ulong)field.Number);
            else
                json.WriteStringValue(RyuFields.Text(field.Type, field.Number));
        }

        json.WriteEndObject();
    }

    /// <exception cref="FormatException">A field is unknown or has no such value. Ryu leaves an unknown field out, so that the flow matches
    /// more than was asked for.</exception>
    public static Match Read(RyuObject match, OpenFlowVersion version)
    {
        if (version == OpenFlowVersion.OpenFlow10)
            return RyuMatch10.Read(match);
        var members = match.Members.ToDictionary(each => each.Key, each => RyuNumbers.TextOf(each.Value, each.Key));
        var isArp = (members.GetValueOrDefault("eth_type") ?? members.GetValueOrDefault("dl_type")) is { } type
            && RyuNumbers.Parse(type, "eth_type") == 0x0806;
        var protocol = (members.GetValueOrDefault("ip_proto") ?? members.GetValueOrDefault("nw_proto")) is { } number
            ? RyuNumbers.Parse(number, "ip_proto")
            : 0;
        var fields = new List<OxmField>();
        foreach (var (name, text) in members)
        {
            var field = Find(name, isArp, protocol)
                ?? throw new FormatException($"'{name}' is not a match field. The fields are those of the specification, such as eth_dst or ipv4_src.");
            fields.Add(field.Equals(Oxm.VlanVid) ? ReadVlan(text, name) : RyuFields.Parse(field, text));
        }

        return Match.Create([.. fields]);
    }

    private static string NameOf(OxmType type)
    {
        foreach (var (old, known) in OldNames)
        {
            if (ReferenceEquals(known, type))
                return old;
        }

        return type.Name.Length > 0 ? type.Name : type.ToString();
    }

    private static OxmType? Find(string name, bool isArp, ulong protocol) => name switch
    {
        "nw_src" when isArp => Oxm.ArpSpa,
        "nw_dst" when isArp => Oxm.ArpTpa,
        "tp_src" => protocol switch
        {
            Tcp => Oxm.TcpSrc,
            Udp => Oxm.UdpSrc,
            Sctp => Oxm.SctpSrc,
            _ => throw NeedsProtocol(name),
        },
        "tp_dst" => protocol switch
        {
            Tcp => Oxm.TcpDst,
            Udp => Oxm.UdpDst,
            Sctp => Oxm.SctpDst,
            _ => throw NeedsProtocol(name),
        },
        _ => RyuFields.Find(name) ?? OldNames.FirstOrDefault(each => each.Old == name).Type,
    };

    private static FormatException NeedsProtocol(string name) => new($"{name} needs nw_proto 6 (TCP), 17 (UDP) or 132 (SCTP).");

    // A decimal number is the id of a tag; a hexadecimal one is the field's value with the bit that says that there is a tag.
    private static OxmField ReadVlan(string text, string name)
    {
        if (text.Contains('/', StringComparison.Ordinal) || text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return RyuFields.Parse(Oxm.VlanVid, text);
        var id = RyuNumbers.Parse(text, name, 0x1fff);
        return Oxm.VlanVid.Is((ushort)(id | VlanPresent));
    }

    private static string VlanText(OxmField field)
    {
        var value = (ushort)field.Number;
        return field.HasMask ? string.Create(CultureInfo.InvariantCulture, $"0x{value:x4}/0x{(ushort)field.EffectiveMask:x4}")
            : (value & VlanPresent) != 0 ? RyuNumbers.Text((ulong)(value & ~VlanPresent))
            : string.Create(CultureInfo.InvariantCulture, $"0x{value:x4}");
    }
}
