using System.Numerics;

namespace RxOfctl.Protocol.Text;

/// <summary>
/// Reads the words of a match. What a name means may depend on others that come before or behind it, as <c>tp_dst</c> does on <c>tcp</c>:
/// so all are taken first, and the fields made in the end.
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
    private readonly Registers _registers = new();
    private VlanText _vlan;
    private bool _isEthernet;

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
            Set(OxmField.Exact(Oxm.EthType, protocol.EtherType));
            if (protocol.IpProto is { } ipProto)
                Set(OxmField.Exact(Oxm.IpProto, ipProto));
        }
        else if (pair.Key.Is("dl_type") || pair.Key.Is("eth_type"))
        {
            Set(OxmField.Exact(Oxm.EthType, Filled(pair).ReadUInt16("an EtherType")));
        }
        else if (_vlan.TryRead(pair.Key, pair.Value))
        {
            _isEthernet = true;
        }
        else
        {
            if (!IsField(pair.Key))
                return false;
            _pairs.Add(pair);
        }

        return true;
    }

    public Match ToMatch()
    {
        // The packet type and the protocol first: they say what others mean.
        foreach (var pair in _pairs.OrderBy(pair => IsProtocol(pair.Key) ? 1 : pair.Key.Is("packet_type") ? 0 : 2))
            AddField(pair);
        var tag = new List<OxmField>();
        _vlan.AddTo(tag, version == OpenFlowVersion.OpenFlow10);
        tag.ForEach(Set);
        AddEthernet();
        _fields.AddRange(_registers.ToFields(version));
        Match match = Match.Create([.. FieldOrder.OnWire(_fields)]);
        foreach (var (type, key) in _plain)
        {
            if (!OxmPrerequisites.AreMet(type, match))
                key.Fail(
                    $"{key} needs {string.Join(" or ", OxmPrerequisites.Of(type))} in the match, and what that needs: write that too, or " +
                    "the protocol's name");
        }

        return match;
    }

    // That packets are Ethernet frames is said by a field of Ethernet, or, where a mask leaves nothing of those, by the packet type.
    private void AddEthernet()
    {
        var hasField = _fields.Exists(field => IsEthernet(field.Type));
        if (_isEthernet && !hasField && IndexOf(Oxm.PacketType) < 0)
            _fields.Add(OxmField.Exact(Oxm.PacketType, 0));
        // Before OpenFlow 1.2 there are no other packets.
        if (hasField || version < OpenFlowVersion.OpenFlow12)
            _fields.RemoveAll(field => field.Type.Equals(Oxm.PacketType) && !field.HasMask && field.Number == 0);
    }

    private static bool IsEthernet(OxmType type) =>
        type.Equals(Oxm.EthSrc) || type.Equals(Oxm.EthDst) || type.Equals(Oxm.EthType) || type.Equals(Oxm.VlanVid)
            || type.Equals(Oxm.VlanPcp);

    private bool IsField(TextPart key) =>
        key.Is(RawText.Word)
        || key.Is("nw_tos") || key.Is("eth")
        || (SubfieldText.Name(key) is var name
            && (name.Is("tp_src") || name.Is("tp_dst") || (FieldNames.Find(name, version) ?? FieldNames.FindHeader(name)) is not null));

    private static bool IsProtocol(TextPart key) => key.Is("nw_proto") || key.Is("ip_proto");

    private void AddField(in KeyValue pair)
    {
        if (pair.Key.Is(RawText.Word))
        {
            Set(pair.Value.ReadRaw("a match field", OxmWire.ReadInAnyVersion));
            return;
        }

        if (pair.Key.IndexOf('[') >= 0)
        {
            AddBits(pair);
            return;
        }

        if (pair.Key.Is("eth"))
        {
            Set(OxmField.Exact(Oxm.PacketType, 0));
            return;
        }

        if (pair.Key.Is("nw_tos"))
        {
            var tos = Filled(pair).ReadByte("nw_tos");
            if (tos == 0 && IsArp)
            {
                AddZeroOfArp(Oxm.IpDscp);
                return;
            }

            if ((tos & 3) != 0)
                pair.Value.Fail("the lower two bits of nw_tos are zero; nw_ecn has them");
            AddPlain(OxmField.Exact(Oxm.IpDscp, (uint)tos >> 2), pair.Key);
            return;
        }

        if ((pair.Key.Is("tp_src") || pair.Key.Is("tp_dst")) && IsArp && Filled(pair).Is("0"))
        {
            AddZeroOfArp(pair.Key.Is("tp_src") ? Oxm.TcpSrc : Oxm.TcpDst);
            return;
        }

        var type = Meaning(pair.Key);
        _isEthernet |= IsEthernet(type);
        if (FieldValueReader.Read(type, type is TunMetadataType ? pair.Value : Filled(pair)) is { } field)
            AddPlain(AsSent(field), pair.Key);
    }

    // Open vSwitch matches the flags that it knows, and of other fields all bits where the mask has all.
    private static OxmField AsSent(in OxmField field) =>
        !field.HasMask && FieldValueReader.Flags(field.Type) is { } names && names.Known != field.Type.AllOnes
            && (field.Number & ~(UInt128)names.Known) == 0
            ? OxmField.Masked(field.Type, field.Number, names.Known)
            : field.HasMask && !field.IsPartial && !field.Type.IsRaw && FieldValueReader.Flags(field.Type) is null
                ? OxmField.Exact(field.Type, field.Number)
                : field;

    // Dumps of 1.0 say of ARP that it has the type of service 0, and the ports 0. Only 1.0 can match that.
    private void AddZeroOfArp(OxmType type)
    {
        if (version == OpenFlowVersion.OpenFlow10)
            Set(OxmField.Exact(type, 0));
    }

    /// <summary>The field that a name means beside the protocol that the match has.</summary>
    private OxmType Meaning(TextPart key)
    {
        return (key.ToString(), IpProto) switch
        {
            ("nw_src" or "ip_src", _) when IsArp => Oxm.ArpSpa,
            ("nw_dst" or "ip_dst", _) when IsArp => Oxm.ArpTpa,
            ("nw_proto" or "ip_proto", _) when IsArp => Oxm.ArpOp,
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
            ("tp_src" or "tp_dst", _) =>
                throw key.Error("tp_src and tp_dst are ports of TCP, UDP or SCTP: write tcp, udp, sctp, tcp6, udp6 or sctp6 too"),
            _ => FieldNames.Find(key, version)
                ?? throw key.Error("bits of a header's name are written with brackets, as in OXM_OF_ETH_SRC[]"),
        };
    }

    private void AddBits(in KeyValue pair)
    {
        var name = SubfieldText.Name(pair.Key);
        var type = FieldNames.FindHeader(name) ?? Meaning(name);
        if (type is TunMetadataType metadata)
        {
            AddBits(metadata, pair);
            return;
        }

        var bits = SubfieldText.ReadBits(pair.Key, type, type.Bits);
        var max = bits.Bits == 128 ? UInt128.MaxValue : (UInt128.One << bits.Bits) - 1;
        var hasMask = Filled(pair).TrySplit("/", out var value, out var mask);
        var number = value.ReadNumber($"{pair.Key}", max) << bits.Start;
        if (bits.Bits == type.Bits && !hasMask)
        {
            Set(OxmField.Exact(type, number));
            return;
        }

        var all = (hasMask ? mask.ReadNumber($"the mask of {pair.Key}", max) : max) << bits.Start;
        Merge(type, number & all, all);
    }

    private void AddBits(TunMetadataType type, in KeyValue pair)
    {
        var bits = SubfieldText.ReadBits(pair.Key, type, type.Bits);
        if (bits.Bits == type.Bits)
        {
            Set(TunMetadataText.Read(type, pair.Value));
            return;
        }

        var number = new BigInteger(Filled(pair).ReadNumberBytes($"{pair.Key}").Span, isUnsigned: true, isBigEndian: true);
        var all = (BigInteger.One << bits.Bits) - 1;
        if (number > all)
            pair.Value.Fail($"{pair.Key} has {bits.Bits} bits");
        Set(TunMetadataText.Masked(type, Bytes(number << bits.Start), Bytes(all << bits.Start)));
    }

    private static ReadOnlySpan<byte> Bytes(BigInteger number) =>
        TunMetadataText.Trimmed(number.ToByteArray(isUnsigned: true, isBigEndian: true));

    // Other bits of the same field may have come before.
    private void Merge(OxmType type, UInt128 number, UInt128 mask)
    {
        if (IndexOf(type) is >= 0 and var index)
        {
            var before = _fields[index];
            number |= before.Number & before.EffectiveMask & ~mask;
            mask |= before.EffectiveMask;
        }

        Set(mask == type.AllOnes ? OxmField.Exact(type, number) : OxmField.Masked(type, number, mask));
    }

    // Of a packet that is not an Ethernet frame the EtherType is in its packet type.
    private ushort EtherType => IndexOf(Oxm.EthType) >= 0 ? (ushort)Number(Oxm.EthType) : (ushort)Number(Oxm.PacketType);

    private bool IsArp => EtherType is ArpType or ReverseArpType;

    private byte IpProto => (byte)Number(Oxm.IpProto);

    private UInt128 Number(OxmType type) => IndexOf(type) is >= 0 and var index ? _fields[index].Number : 0;

    private int IndexOf(OxmType type) => _fields.FindIndex(field => field.Type.Equals(type));

    private void AddPlain(in OxmField field, TextPart key)
    {
        Set(field);
        _plain[field.Type] = key;
    }

    // Of a field that is said twice the last counts: tcp beside nw_proto=6.
    private void Set(OxmField field)
    {
        if (Registers.Are(field))
            _registers.Set(field);
        else if (IndexOf(field.Type) is >= 0 and var index)
            _fields[index] = field;
        else
            _fields.Add(field);
    }

    private static TextPart Filled(in KeyValue pair) =>
        pair.Value.IsEmpty ? throw pair.Value.Error($"{pair.Key} needs a value behind '='") : pair.Value;
}
