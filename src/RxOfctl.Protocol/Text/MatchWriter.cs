using System.Globalization;

namespace RxOfctl.Protocol.Text;

/// <summary>
/// Writes a match as <c>ovs-ofctl</c> does. Where a name would not say all of a field, it is written by its header, as in
/// <c>OXM_OF_TCP_DST[]=0x50</c>: a field that lacks its prerequisites, and one with a mask that says nothing.
/// </summary>
internal static class MatchWriter
{
    private const ushort ArpType = 0x0806;
    private const ushort ReverseArpType = 0x8035;

    public static string Write(Match all, Wording wording)
    {
        var match = SpecifiedFields.Of(Canonical(all, wording), IsPlain);
        var parts = new List<string>(match.Count);
        var names = new HashSet<string>();
        match = WithTag(WithoutZerosOfArp(match, wording, out var zeros), wording);
        foreach (var field in FieldOrder.InText(match, Word(match) is not null).Where(field => IsPlain(field, match)))
        {
            var part = Plain(field, match, wording);
            var isFree = part.Length == 0 || names.Add(Word(part));
            if (part.Length > 0)
                parts.Add(isFree ? part : ByHeader(field));
        }

        foreach (var field in match)
        {
            if (!IsPlain(field, match))
                parts.Add(field.Type.IsUnknown
                    ? RawText.Of((ref writer) => OxmWire.WriteInAnyVersion(ref writer, field))
                    : ByHeader(field));
        }

        parts.AddRange(zeros);
        return string.Join(',', parts);
    }

    // Matches of 1.0 may say of ARP that it has the type of service 0, and the ports 0. Open vSwitch does not print that of 1.1.
    private static Match WithoutZerosOfArp(Match match, Wording wording, out List<string> zeros)
    {
        zeros = [];
        if (!wording.IsBefore12 || EtherType(match) is not (ArpType or ReverseArpType))
            return match;
        foreach (var (type, name) in new (OxmType, string)[] { (Oxm.IpDscp, "nw_tos"), (Oxm.TcpSrc, "tp_src"), (Oxm.TcpDst, "tp_dst") })
        {
            if (!match.TryFind(type, out var field) || field.HasMask || field.Number != 0)
                continue;
            if (wording.Is10)
                zeros.Add($"{name}=0");
            match = Match.Create([.. match.Where(other => !other.Type.Equals(type))]);
        }

        return match;
    }

    // 1.0 has a priority without saying that there is a tag, and of packets without a tag the priority 0.
    private static Match WithTag(Match match, Wording wording)
    {
        if (!wording.Is10 || !match.TryFind(Oxm.VlanPcp, out var pcp))
            return match;
        if (!match.TryFind(Oxm.VlanVid, out var vid))
            return match.With(Oxm.VlanVid.AnyTag);
        return !vid.HasMask && vid.Number == 0 && pcp.Number == 0
            ? Match.Create([.. match.Where(field => !field.Type.Equals(Oxm.VlanPcp))])
            : match;
    }

    // The registers under one name each, unless the match has a bit of them twice, and no masks that say nothing.
    private static Match Canonical(Match match, Wording wording)
    {
        var registers = new Registers();
        var fields = new List<OxmField>(match.Count);
        // Fields of Ethernet say that packets have it; to Open vSwitch all packets have, of which the match does not say another type.
        var isEthernet = wording.Version is not null
            || match.Any(field => field.Type.Equals(Oxm.EthSrc) || field.Type.Equals(Oxm.EthDst) || field.Type.Equals(Oxm.EthType)
            || field.Type.Equals(Oxm.VlanVid));
        foreach (var field in match)
        {
            if (Registers.Are(field) && !registers.Contradict(field))
                registers.Set(field);
            else if (!isEthernet || !field.Type.Equals(Oxm.PacketType) || field.HasMask || field.Number != 0)
                fields.Add(WithoutFullMask(field));
        }

        fields.AddRange(registers.ToFields().Where(register => fields.TrueForAll(field => !field.Type.Equals(register.Type))));
        return Match.Create([.. fields]);
    }

    private static OxmField WithoutFullMask(in OxmField field) => field switch
    {
        { HasMask: false } => field,
        { Type: TunMetadataType type } =>
            field.Raw is { IsEmpty: false } raw && raw.Span[(raw.Length / 2)..].IndexOfAnyExcept(byte.MaxValue) < 0
            ? OxmField.OfBytes(type, hasMask: false, raw.Slice(0, raw.Length / 2))
            : field,
        { Type.IsRaw: false, IsPartial: false } => OxmField.Exact(field.Type, field.Number),
        _ => field,
    };

    private static bool IsPlain(OxmField field, Match match) =>
        FieldNames.IsPlain(field.Type)
        && (field.Type.IsRaw || !field.HasMask || (field.Mask != 0 && field.IsPartial && HasWords(field)))
        && OxmPrerequisites.AreMet(field.Type, match)
        // What the words for another field say, only those can.
        && (!field.Type.Equals(Oxm.VlanPcp) || IsPlain(Oxm.VlanVid, match))
        && (!field.Type.Equals(Oxm.IpProto) || IsPlain(Oxm.EthType, match) || match.TryFind(Oxm.PacketType, out _));

    // ovs-ofctl has no words for masks of flags that have no names.
    private static bool HasWords(in OxmField field) =>
        FieldValueReader.Flags(field.Type) is not { } names || names.HasAll((uint)field.Mask);

    private static bool IsPlain(OxmType type, Match match) => match.TryFind(type, out var field) && IsPlain(field, match);

    /// <summary>The words for a field; none where those for another say it, too.</summary>
    private static string Plain(in OxmField field, Match match, Wording wording)
    {
        var type = field.Type;
        if (type.Equals(Oxm.EthType))
            return Word(match) ?? $"{field}";
        if (type.Equals(Oxm.IpProto))
            return Protocols.Name(EtherType(match), Protocol(match)) is null ? $"{field}" : "";
        if (type.Equals(Oxm.VlanVid))
            return VlanText.Of(field, Pcp(match), wording);
        if (type.Equals(Oxm.VlanPcp))
            return "";
        if (type.Equals(Oxm.IpDscp))
            return string.Create(CultureInfo.InvariantCulture, $"nw_tos={field.Number << 2}");
        if (type.Equals(Oxm.Ipv6FLabel))
            return field.HasMask ? $"ipv6_label=0x{field.Number:x5}/0x{field.Mask:x5}" : $"ipv6_label=0x{field.Number:x5}";
        if (type is TunMetadataType && field.Raw.IsEmpty)
            return field.HasMask ? Name(type) : $"{Name(type)}=0";
        if (type is OxmType<PortNumber> port && !field.HasMask)
            return $"{Name(type)}={wording.Port(port.ValueOf(field))}";
        return $"{Name(type)}={field.ValueText}";
    }

    // What the protocol says already need not be said again.
    private static string Name(OxmType type) => type.ShortName switch
    {
        "tcp_src" or "udp_src" or "sctp_src" => "tp_src",
        "tcp_dst" or "udp_dst" or "sctp_dst" => "tp_dst",
        "icmpv6_type" => "icmp_type",
        "icmpv6_code" => "icmp_code",
        var name => name,
    };

    private static string ByHeader(in OxmField field)
    {
        var header = FieldNames.Header(field.Type);
        return field.Type.IsRaw ? $"{header}[]={field.ValueText}"
            : field.HasMask ? $"{header}[]={ValueText.Hex(field.Number)}/{ValueText.Hex(field.Mask)}"
            : $"{header}[]={ValueText.Hex(field.Number)}";
    }

    private static string? Word(Match match) => Protocols.Name(EtherType(match), Protocol(match)) ?? Protocols.Name(EtherType(match), null);

    private static ushort EtherType(Match match) => match.TryFind(Oxm.EthType, out var field) ? (ushort)field.Number : (ushort)0;

    private static byte? Protocol(Match match) =>
        match.TryFind(Oxm.IpProto, out var field) && IsPlain(field, match) ? (byte)field.Number : null;

    private static byte? Pcp(Match match) => match.TryFind(Oxm.VlanPcp, out var field) && IsPlain(field, match) ? (byte)field.Number : null;

    private static string Word(string part) => part.IndexOf('=', StringComparison.Ordinal) is var index && index < 0 ? part : part[..index];
}
