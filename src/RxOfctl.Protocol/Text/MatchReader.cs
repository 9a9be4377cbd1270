using RxOfctl.Protocol.Matching;

namespace RxOfctl.Protocol.Text;

/// <summary>
/// Reads the words of a match. What a name means may depend on others that come before or behind it, as <c>tp_dst</c> does on <c>tcp</c>: so all are
/// taken first, and the fields made in the end.
/// </summary>
/// <param name="version">The version in which the match will be sent.</param>
internal sealed class MatchReader(OpenFlowVersion version)
{
    private const ushort ArpType = 0x0806;
    private const ushort ReverseArpType = 0x8035;
    private const ushort Ipv6Type = 0x86dd;

    private readonly List<KeyValue> _pairs = [];
    private readonly List<OxmField> _fields = [];
    private readonly Dictionary<OxmType, TextPart> _plain = [];
    private VlanText _vlan;

    public static Match Read(TextPart text, OpenFlowVersion version)
    {
        var reader = new MatchReader(version);
        foreach (var pair in KeyValue.ReadAll(text))
        {
            if (!reader.TryTake(pair))
                pair.Key.Fail("no field of a match has this name");
        }

        return reader.ToMatch();
    }

    /// <summary>Takes a word if it is one of a match.</summary>
    public bool TryTake(in KeyValue pair)
    {
        if (Protocols.TryFind(pair.Key, out var protocol))
        {
            Add(OxmField.Exact(Oxm.EthType, protocol.EtherType), pair.Key);
            if (protocol.IpProto is { } ipProto)
                Add(OxmField.Exact(Oxm.IpProto, ipProto), pair.Key);
        }
        else if (pair.Key.Is("dl_type") || pair.Key.Is("eth_type"))
        {
            Add(OxmField.Exact(Oxm.EthType, Filled(pair).ReadUInt16("an EtherType")), pair.Key);
        }
        else if (!_vlan.TryRead(pair.Key, pair.Value))
        {
            if (!IsField(pair.Key))
                return false;
            _pairs.Add(pair);
        }

        return true;
    }

    public Match ToMatch()
    {
        // The protocol first: it says what others mean.
        foreach (var pair in _pairs.OrderBy(pair => IsProtocol(pair.Key) ? 0 : 1))
            AddField(pair);
        var count = _fields.Count;
        _vlan.AddTo(_fields, version == OpenFlowVersion.OpenFlow10);
        if (_fields.Skip(count).FirstOrDefault(tag => _fields.FindIndex(other => other.Type.Equals(tag.Type)) < count) is { IsDefault: false } twice)
            _pairs[0].Key.Fail($"{twice.Type} is in the match twice");
        Match match = Match.Create([.. FieldOrder.OnWire(_fields)]);
        foreach (var (type, key) in _plain)
        {
            if (!OxmPrerequisites.AreMet(type, match))
                key.Fail($"{key} needs {string.Join(" or ", OxmPrerequisites.Of(type))} in the match, and what that needs: write that too, or the protocol's name");
        }

        return match;
    }

    private bool IsField(TextPart key) =>
        key.Is(RawText.Word)
        || key.Is("tp_src") || key.Is("tp_dst") || key.Is("nw_tos") || key.Is("eth")
        || (SubfieldText.Name(key) is var name && (FieldNames.Find(name, version) ?? FieldNames.FindHeader(name)) is not null);

    private static bool IsProtocol(TextPart key) => key.Is("nw_proto") || key.Is("ip_proto");

    private void AddField(in KeyValue pair)
    {
        if (pair.Key.Is(RawText.Word))
        {
            Add(pair.Value.ReadRaw("a match field", OxmWire.ReadInAnyVersion), pair.Key);
            return;
        }

        if (pair.Key.IndexOf('[') >= 0)
        {
            AddBits(pair);
            return;
        }

        if (pair.Key.Is("eth"))
        {
            Add(OxmField.Exact(Oxm.PacketType, 0), pair.Key);
            return;
        }

        if (pair.Key.Is("nw_tos"))
        {
            var tos = Filled(pair).ReadByte("nw_tos");
            if ((tos & 3) != 0)
                pair.Value.Fail("the lower two bits of nw_tos are zero; nw_ecn has them");
            AddPlain(OxmField.Exact(Oxm.IpDscp, (uint)tos >> 2), pair.Key);
            return;
        }

        var type = Meaning(pair.Key);
        if (FieldValueReader.Read(type, Filled(pair)) is { } field)
            AddPlain(field, pair.Key);
    }

    /// <summary>The field that a name means beside the protocol that the match has.</summary>
    private OxmType Meaning(TextPart key)
    {
        var isArp = EtherType is ArpType or ReverseArpType;
        return (key.ToString(), IpProto) switch
        {
            ("nw_src" or "ip_src", _) when isArp => Oxm.ArpSpa,
            ("nw_dst" or "ip_dst", _) when isArp => Oxm.ArpTpa,
            ("nw_proto" or "ip_proto", _) when isArp => Oxm.ArpOp,
            ("tp_src", 6) => Oxm.TcpSrc,
            ("tp_dst", 6) => Oxm.TcpDst,
            ("tp_src", 17) => Oxm.UdpSrc,
            ("tp_dst", 17) => Oxm.UdpDst,
            ("tp_src", 132) => Oxm.SctpSrc,
            ("tp_dst", 132) => Oxm.SctpDst,
            ("tp_src", 1) => Oxm.Icmpv4Type,
            ("tp_dst", 1) => Oxm.Icmpv4Code,
            ("tp_src" or "icmp_type", 58) when EtherType == Ipv6Type => Oxm.Icmpv6Type,
            ("tp_dst" or "icmp_code", 58) when EtherType == Ipv6Type => Oxm.Icmpv6Code,
            ("tp_src" or "tp_dst", _) => throw key.Error("tp_src and tp_dst are ports of TCP, UDP or SCTP: write tcp, udp, sctp, tcp6, udp6 or sctp6 too"),
            _ => FieldNames.Find(key, version) ?? throw key.Error("bits of a header's name are written with brackets, as in OXM_OF_ETH_SRC[]"),
        };
    }

    private void AddBits(in KeyValue pair)
    {
        var name = SubfieldText.Name(pair.Key);
        var type = FieldNames.FindHeader(name) ?? FieldNames.Find(name, version)!;
        var bits = SubfieldText.ReadBits(pair.Key, type);
        if (type.IsRaw)
        {
            if (FieldValueReader.Read(type, Filled(pair)) is { } raw)
                Add(raw, pair.Key);
            return;
        }

        var max = bits.Bits == 128 ? UInt128.MaxValue : (UInt128.One << bits.Bits) - 1;
        var hasMask = Filled(pair).TrySplit("/", out var value, out var mask);
        var number = value.ReadNumber($"{pair.Key}", max) << bits.Start;
        if (bits.Bits == type.Bits && !hasMask)
        {
            Add(OxmField.Exact(type, number), pair.Key);
            return;
        }

        var all = (hasMask ? mask.ReadNumber($"the mask of {pair.Key}", max) : max) << bits.Start;
        AddMasked(type, number & all, all, pair.Key);
    }

    // Other bits of the same field may have come before.
    private void AddMasked(OxmType type, UInt128 number, UInt128 mask, TextPart key)
    {
        var index = _fields.FindIndex(other => other.Type.Equals(type));
        if (index < 0)
        {
            _fields.Add(OxmField.Masked(type, number, mask));
            return;
        }

        var before = _fields[index];
        if (((before.Number ^ number) & before.EffectiveMask & mask) != 0)
            key.Fail($"{type} is in the match already, as {before}");
        _fields[index] = OxmField.Masked(type, before.Number | number, before.EffectiveMask | mask);
    }

    private ushort EtherType => (ushort)Number(Oxm.EthType);

    private byte IpProto => (byte)Number(Oxm.IpProto);

    private UInt128 Number(OxmType type)
    {
        foreach (var field in _fields)
        {
            if (field.Type.Equals(type))
                return field.Number;
        }

        return 0;
    }

    private void AddPlain(in OxmField field, TextPart key)
    {
        Add(field, key);
        _plain[field.Type] = key;
    }

    // A field may be said twice where both say the same: tcp beside nw_proto=6.
    private void Add(OxmField field, TextPart key)
    {
        var index = _fields.FindIndex(other => other.Type.Equals(field.Type));
        if (index < 0)
            _fields.Add(field);
        else if (_fields[index] != field)
            key.Fail($"{field.Type} is in the match already, as {_fields[index]}");
    }

    private static TextPart Filled(in KeyValue pair) => pair.Value.IsEmpty ? throw pair.Value.Error($"{pair.Key} needs a value behind '='") : pair.Value;
}
