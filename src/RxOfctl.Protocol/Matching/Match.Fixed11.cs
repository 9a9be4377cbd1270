using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Matching;

/// <content>
/// The fixed structure of OpenFlow 1.1 (<c>ofp_match</c>, OFPMT_STANDARD, OpenFlow 1.1.0 §A.2.3): 88 bytes. <c>wildcards</c> says which of
/// the small fields count; addresses and metadata have masks, in which a 1 is a bit that does not.
/// </content>
public partial class Match
{
    private const ushort TypeStandard = 0;
    private const int StandardLength = 88;
    private const ushort VlanAny11 = 0xfffe;

    [Flags]
    private enum Wildcards11 : uint
    {
        None = 0,
        InPort = 1 << 0,
        DlVlan = 1 << 1,
        DlVlanPcp = 1 << 2,
        DlType = 1 << 3,
        NwTos = 1 << 4,
        NwProto = 1 << 5,
        TpSrc = 1 << 6,
        TpDst = 1 << 7,
        MplsLabel = 1 << 8,
        MplsTc = 1 << 9,
        OnWire = (1 << 10) - 1,

        // No bits of the wire's: what has a mask instead.
        DlSrc = 1 << 16,
        DlDst = 1 << 17,
        NwSrc = 1 << 18,
        NwDst = 1 << 19,
        Metadata = 1 << 20,
        All = OnWire | DlSrc | DlDst | NwSrc | NwDst | Metadata,
    }

    // The fields that OpenFlow 1.1 has, and what of the structure each of them takes.
    private static readonly OxmTable<Wildcards11> Places11 = new()
    {
        [Oxm.InPort] = Wildcards11.InPort,
        [Oxm.EthSrc] = Wildcards11.DlSrc,
        [Oxm.EthDst] = Wildcards11.DlDst,
        [Oxm.VlanVid] = Wildcards11.DlVlan,
        [Oxm.VlanPcp] = Wildcards11.DlVlanPcp,
        [Oxm.EthType] = Wildcards11.DlType,
        [Oxm.IpDscp] = Wildcards11.NwTos,
        [Oxm.IpProto] = Wildcards11.NwProto,
        [Oxm.ArpOp] = Wildcards11.NwProto,
        [Oxm.Ipv4Src] = Wildcards11.NwSrc,
        [Oxm.ArpSpa] = Wildcards11.NwSrc,
        [Oxm.Ipv4Dst] = Wildcards11.NwDst,
        [Oxm.ArpTpa] = Wildcards11.NwDst,
        [Oxm.TcpSrc] = Wildcards11.TpSrc,
        [Oxm.UdpSrc] = Wildcards11.TpSrc,
        [Oxm.SctpSrc] = Wildcards11.TpSrc,
        [Oxm.Icmpv4Type] = Wildcards11.TpSrc,
        [Oxm.TcpDst] = Wildcards11.TpDst,
        [Oxm.UdpDst] = Wildcards11.TpDst,
        [Oxm.SctpDst] = Wildcards11.TpDst,
        [Oxm.Icmpv4Code] = Wildcards11.TpDst,
        [Oxm.MplsLabel] = Wildcards11.MplsLabel,
        [Oxm.MplsTc] = Wildcards11.MplsTc,
        [Oxm.Metadata] = Wildcards11.Metadata,
    };

    private static Match ReadFixed11(ref WireReader reader)
    {
        var start = reader.Offset;
        var whole = reader;
        var body = reader.ReadTlv(out var type, multiple: 1, WireScope.Match);
        if (type == TypeOxm)
            return ReadOxm11(ref reader, ref body, whole);
        if (type != TypeStandard)
            throw new OpenFlowDecodeException(OpenFlowError.BadMatchBadType, start, $"match type {type} is not {TypeStandard} (standard)");
        if (body.Remaining != StandardLength - 4)
            body.Throw($"the length {body.Remaining + 4} of a standard match is not {StandardLength}", start + 2);

        var inPort = body.ReadPortNumber();
        var wildcards = (Wildcards11)body.ReadUInt32();
        var dlSrc = body.ReadMacAddress();
        var dlSrcMask = body.ReadMacAddress();
        var dlDst = body.ReadMacAddress();
        var dlDstMask = body.ReadMacAddress();
        var dlVlan = body.ReadUInt16();
        var dlVlanPcp = body.ReadByte();
        body.Skip(1);
        var dlType = body.ReadUInt16();
        var nwTos = body.ReadByte();
        var nwProto = body.ReadByte();
        var nwSrc = body.ReadUInt32();
        var nwSrcMask = body.ReadUInt32();
        var nwDst = body.ReadUInt32();
        var nwDstMask = body.ReadUInt32();
        var tpSrc = body.ReadUInt16();
        var tpDst = body.ReadUInt16();
        var mplsLabel = body.ReadUInt32();
        var mplsTc = body.ReadByte();
        body.Skip(3);
        var metadata = body.ReadUInt64();
        var metadataMask = body.ReadUInt64();

        var fields = new List<OxmField>();
        void Add(Wildcards11 wildcard, OxmField field)
        {
            if ((wildcards & wildcard) == 0)
                fields.Add(field);
        }

        void AddMasked(OxmType type, UInt128 number, UInt128 wildBits)
        {
            var mask = type.AllOnes & ~wildBits;
            if (mask == type.AllOnes)
                fields.Add(OxmField.Exact(type, number));
            else if (mask != 0)
                fields.Add(OxmField.Masked(type, number & mask, mask));
        }

        Add(Wildcards11.InPort, Oxm.InPort.Is(inPort));
        AddMasked(Oxm.EthSrc, dlSrc.Value, dlSrcMask.Value);
        AddMasked(Oxm.EthDst, dlDst.Value, dlDstMask.Value);
        Add(Wildcards11.DlVlan, dlVlan switch
        {
            VlanNone => Oxm.VlanVid.Is(0),
            VlanAny11 => Oxm.VlanVid.Is(VlanPresent, VlanPresent),
            _ => Oxm.VlanVid.Is((ushort)(VlanPresent | (dlVlan & 0x0fff))),
        });
        Add(Wildcards11.DlVlanPcp, Oxm.VlanPcp.Is((byte)(dlVlanPcp & 7)));
        Add(Wildcards11.DlType, Oxm.EthType.Is(dlType));
        Add(Wildcards11.NwTos, Oxm.IpDscp.Is((byte)(nwTos >> 2)));

        var isArp = (wildcards & Wildcards11.DlType) == 0 && dlType == EtherTypeArp;
        Add(Wildcards11.NwProto, isArp ? Oxm.ArpOp.Is(nwProto) : Oxm.IpProto.Is(nwProto));
        AddMasked(isArp ? Oxm.ArpSpa : Oxm.Ipv4Src, nwSrc, nwSrcMask);
        AddMasked(isArp ? Oxm.ArpTpa : Oxm.Ipv4Dst, nwDst, nwDstMask);
        var protocol = (wildcards & Wildcards11.NwProto) == 0 && !isArp ? nwProto : (byte)0;
        Add(Wildcards11.TpSrc, SourcePort(protocol, tpSrc));
        Add(Wildcards11.TpDst, DestinationPort(protocol, tpDst));
        Add(Wildcards11.MplsLabel, Oxm.MplsLabel.Is(mplsLabel & (uint)Oxm.MplsLabel.AllOnes));
        Add(Wildcards11.MplsTc, Oxm.MplsTc.Is((byte)(mplsTc & 7)));
        AddMasked(Oxm.Metadata, metadata, metadataMask);
        return fields.Count == 0 ? Any : new([.. fields]);
    }

    // Open vSwitch sends the list of later versions, with Nicira's fields, in the flow statistics of 1.1.
    private static Received ReadOxm11(ref WireReader reader, ref WireReader fields, WireReader whole)
    {
        reader.Skip(-(reader.Offset - whole.Offset) & 7);
        var match = ReadFields(ref fields, inAnyVersion: true);
        return new Received(match._fields, OpenFlowVersion.OpenFlow11, whole.ReadBytes(reader.Offset - whole.Offset));
    }

    private void WriteFixed11(ref WireWriter writer)
    {
        OxmAliases.Canonical(_fields, out var fields);
        var wildcards = Wildcards11.All;
        OxmField inPort = default, dlSrc = default, dlDst = default, dlVlanPcp = default, dlType = default, nwTos = default, nwProto = default;
        OxmField nwSrc = default, nwDst = default, tpSrc = default, tpDst = default, mplsLabel = default, mplsTc = default, metadata = default;
        ushort dlVlan = 0;

        foreach (ref readonly var field in fields.AsSpan())
        {
            var place = Places11[field.Type];
            if (place == Wildcards11.None)
                Refuse(writer, field);
            if ((wildcards & place) == 0)
                Refuse(writer, field, " beside another that takes its place");
            if (field.HasMask && field.Mask == 0)
                Refuse(writer, field, " (its mask is zero)");
            if (field.IsPartial && (place & Wildcards11.OnWire) != 0 && place != Wildcards11.DlVlan)
                Refuse(writer, field, " (masked)");
            wildcards &= ~place;
            switch (place)
            {
                case Wildcards11.InPort:
                    inPort = field;
                    break;
                case Wildcards11.DlSrc:
                    dlSrc = field;
                    break;
                case Wildcards11.DlDst:
                    dlDst = field;
                    break;
                case Wildcards11.DlVlan:
                    dlVlan = Vlan11(field, writer);
                    break;
                case Wildcards11.DlVlanPcp:
                    dlVlanPcp = field;
                    break;
                case Wildcards11.DlType:
                    dlType = field;
                    break;
                case Wildcards11.NwTos:
                    nwTos = field;
                    break;
                case Wildcards11.NwProto:
                    if (field.Number > byte.MaxValue)
                        Refuse(writer, field);
                    nwProto = field;
                    break;
                case Wildcards11.NwSrc:
                    nwSrc = field;
                    break;
                case Wildcards11.NwDst:
                    nwDst = field;
                    break;
                case Wildcards11.TpSrc:
                    tpSrc = field;
                    break;
                case Wildcards11.TpDst:
                    tpDst = field;
                    break;
                case Wildcards11.MplsLabel:
                    mplsLabel = field;
                    break;
                case Wildcards11.MplsTc:
                    mplsTc = field;
                    break;
                case Wildcards11.Metadata:
                    metadata = field;
                    break;
            }
        }

        // The meaning of some places depends on other fields: without those a reader would mistake them.
        var isArp = (wildcards & Wildcards11.DlType) == 0 && dlType.Number == EtherTypeArp;
        var protocol = (wildcards & Wildcards11.NwProto) == 0 && !isArp ? (byte)nwProto.Number : (byte)0;
        foreach (ref readonly var field in fields.AsSpan())
        {
            if (Meaning11(Places11[field.Type], isArp, protocol) is { } there && !there.Equals(field.Type))
                Refuse(writer, field, $" without the eth_type and ip_proto that tell it from {there.Name}");
        }

        var start = writer.BeginTlv(TypeStandard);
        writer.WriteNumber(inPort.Number, 4);
        writer.WriteUInt32((uint)(wildcards & Wildcards11.OnWire));
        WriteMasked(ref writer, dlSrc, MacAddress.Length);
        WriteMasked(ref writer, dlDst, MacAddress.Length);
        writer.WriteUInt16(dlVlan);
        writer.WriteNumber(dlVlanPcp.Number, 1);
        writer.Pad(1);
        writer.WriteNumber(dlType.Number, 2);
        writer.WriteNumber(nwTos.Number << 2, 1);
        writer.WriteNumber(nwProto.Number, 1);
        WriteMasked(ref writer, nwSrc, Ipv4Address.Length);
        WriteMasked(ref writer, nwDst, Ipv4Address.Length);
        writer.WriteNumber(tpSrc.Number, 2);
        writer.WriteNumber(tpDst.Number, 2);
        writer.WriteNumber(mplsLabel.Number, 4);
        writer.WriteNumber(mplsTc.Number, 1);
        writer.Pad(3);
        WriteMasked(ref writer, metadata, 8);
        writer.EndTlv(start);
    }

    /// <summary>The field that a place is which has several meanings; null for one that has one.</summary>
    private static OxmType? Meaning11(Wildcards11 place, bool isArp, byte protocol) => place switch
    {
        Wildcards11.NwProto => isArp ? Oxm.ArpOp : Oxm.IpProto,
        Wildcards11.NwSrc => isArp ? Oxm.ArpSpa : Oxm.Ipv4Src,
        Wildcards11.NwDst => isArp ? Oxm.ArpTpa : Oxm.Ipv4Dst,
        Wildcards11.TpSrc => SourcePort(protocol, 0).Type,
        Wildcards11.TpDst => DestinationPort(protocol, 0).Type,
        _ => null,
    };

    /// <summary>
    /// A value with what OpenFlow 1.1 has for a mask behind it; for a field that is not there, one that leaves nothing to match.
    /// </summary>
    private static void WriteMasked(ref WireWriter writer, in OxmField field, int width)
    {
        writer.WriteNumber(field.Number, width);
        writer.WriteNumber(field.IsDefault ? UInt128.MaxValue : ~field.EffectiveMask, width);
    }

    private static ushort Vlan11(in OxmField field, in WireWriter writer)
    {
        if (field.IsPartial)
        {
            if (field.Mask != VlanPresent || field.Number != VlanPresent)
                Refuse(writer, field, " (masked)");
            return VlanAny11;
        }

        if (field.Number != 0 && field.Number < VlanPresent)
            Refuse(writer, field, " (a VLAN id without its presence bit)");
        return field.Number == 0 ? VlanNone : (ushort)(field.Number & 0x0fff);
    }
}
