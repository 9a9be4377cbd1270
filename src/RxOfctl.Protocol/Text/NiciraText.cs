using System.Globalization;

namespace RxOfctl.Protocol.Text;

/// <summary>Texts of Nicira's own messages: tunnel options, tracked connections, IPFIX.</summary>
internal static class NiciraText
{
    private const byte Icmp = 1;
    private const byte Icmpv6 = 58;

    public static string Of(TlvMap map) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{class={ValueText.Hex(map.OptionClass)},type={ValueText.Hex(map.OptionType)},len={map.OptionLen}}}->tun_metadata{map.Index}");

    /// <summary>Reads <c>{class=0xffff,type=0,len=4}->tun_metadata0</c>, several with commas between them.</summary>
    public static ValueList<TlvMap> ReadMaps(TextPart text)
    {
        var maps = new List<TlvMap>();
        var rest = text.Trimmed;
        while (!rest.IsEmpty)
        {
            if (rest[0] != '{' || rest.IndexOf('}') is not (> 0 and var close))
                throw rest.Error("an option is {class=CLASS,type=TYPE,len=LENGTH}->tun_metadataN");
            var map = ReadOption(rest[1..close]);
            rest = rest[(close + 1)..];
            if (!rest.Span.StartsWith("->"))
                rest.Fail("behind an option is its field, as in ->tun_metadata0");
            var end = rest.IndexOf(',') is > 0 and var comma ? comma : rest.Length;
            var name = rest[2..end].Trimmed;
            maps.Add(map with { Index = ReadIndex(name) });
            rest = (end < rest.Length ? rest[(end + 1)..] : rest[end..]).Trimmed;
        }

        return ValueList.Take(maps);
    }

    public static NiciraCtFlush ReadFlush(IReadOnlyList<string> parts)
    {
        var message = new NiciraCtFlush();
        var tuples = new List<CtTuple?>();
        foreach (var part in parts)
        {
            var text = new TextPart(part).Trimmed;
            if (tuples.Count == 0 && text.Span.StartsWith("zone="))
                message = message with { ZoneId = text["zone=".Length..].ReadUInt16("a zone") };
            else if (tuples.Count < 2)
                tuples.Add(ReadTuple(text, ref message));
            else
                text.Fail("there are two tuples at most, the original one and that of replies");
        }

        return message with { OrigTuple = tuples.ElementAtOrDefault(0), ReplyTuple = tuples.ElementAtOrDefault(1) };
    }

    public static string Of(NiciraIpfixStats stats) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(stats.CollectorSetId == 0 ? "" : $"id={stats.CollectorSetId}: ")}flows={stats.TotalFlows}, current " +
        $"flows={stats.CurrentFlows}, sampled pkts={stats.Pkts}, " +
        $"ipv4 ok={stats.Ipv4Pkts}, ipv6 ok={stats.Ipv6Pkts}, tx pkts={stats.TxPkts}, pkts errs={stats.ErrorPkts}, ipv4 " +
        $"errs={stats.Ipv4ErrorPkts}, " +
        $"ipv6 errs={stats.Ipv6ErrorPkts}, tx errs={stats.TxErrors}");

    private static TlvMap ReadOption(TextPart text)
    {
        var map = new TlvMap();
        foreach (var (key, value, _, _) in KeyValue.ReadAll(text))
        {
            map = key.ToString() switch
            {
                "class" => map with { OptionClass = value.ReadUInt16("an option's class") },
                "type" => map with { OptionType = value.ReadByte("an option's type") },
                "len" => map with { OptionLen = value.ReadByte("an option's length") },
                _ => throw key.Error("an option has class, type and len"),
            };
        }

        if (map.OptionLen is 0 or > 124 || map.OptionLen % 4 != 0)
            text.Fail("the length of an option is a multiple of 4 from 4 to 124");
        return map;
    }

    private static ushort ReadIndex(TextPart name)
    {
        const string prefix = "tun_metadata";
        if (!name.Span.StartsWith(prefix))
            name.Fail("the field of an option is tun_metadata0 to tun_metadata63");
        return name[prefix.Length..].ReadUInt16("a field of tunnel metadata", 63);
    }

    private static CtTuple? ReadTuple(TextPart text, ref NiciraCtFlush message)
    {
        if (text.IsEmpty)
            return null;
        var tuple = new CtTuple();
        foreach (var (key, value, _, _) in KeyValue.ReadAll(text))
        {
            var word = key.ToString();
            if (word == "ct_nw_proto")
            {
                message = message with { IpProto = value.ReadByte("a protocol") };
                continue;
            }

            if (word.StartsWith("icmp_", StringComparison.Ordinal) && message.IpProto is not (Icmp or Icmpv6))
                key.Fail("this needs ct_nw_proto=1 or ct_nw_proto=58 before it");
            tuple = word switch
            {
                "ct_nw_src" => tuple with { Src = Mapped(value) },
                "ct_nw_dst" => tuple with { Dst = Mapped(value) },
                "ct_ipv6_src" => tuple with { Src = Ipv6(value) },
                "ct_ipv6_dst" => tuple with { Dst = Ipv6(value) },
                "ct_tp_src" => tuple with { SrcPort = value.ReadUInt16("a port") },
                "ct_tp_dst" => tuple with { DstPort = value.ReadUInt16("a port") },
                "icmp_id" => tuple with { IcmpId = value.ReadUInt16("an id of ICMP") },
                "icmp_type" => tuple with { IcmpType = value.ReadByte("a type of ICMP") },
                "icmp_code" => tuple with { IcmpCode = value.ReadByte("a code of ICMP") },
                _ => throw key.Error(
                    "a tuple has ct_nw_src, ct_nw_dst, ct_ipv6_src, ct_ipv6_dst, ct_nw_proto, ct_tp_src, ct_tp_dst, icmp_id, " +
                    "icmp_type and icmp_code"),
            };
        }

        if (message.IpProto == 0 && (tuple.SrcPort is not null || tuple.DstPort is not null))
            text.Fail("ports need ct_nw_proto");
        return tuple;
    }

    // An IPv4 address is mapped into IPv6.
    private static Ipv6Address Mapped(TextPart text) => Ipv4Address.TryParse(text.Span, null, out var address)
        ? new Ipv6Address(((UInt128)0xffff << 32) | address.Value)
        : throw text.Error("this is an IPv4 address, as in 10.0.0.1");

    private static Ipv6Address Ipv6(TextPart text) =>
        Ipv6Address.TryParse(text.Span, null, out var address) ? address : throw text.Error("this is an IPv6 address, as in fc00::1");
}
