using System.Buffers.Binary;

namespace RxOfctl.Protocol.Matching;

/// <content>
/// The fixed structure of OpenFlow 1.1 (<c>ofp_match</c>, OFPMT_STANDARD, OpenFlow 1.1.0 §A.2.3): 88 bytes. <c>wildcards</c> says which of
/// the small fields count; addresses and metadata have masks, in which a 1 is a bit that does not.
/// </content>
public partial class Match
{
    private const ushort TypeStandard = 0;
    private const int StandardLength = 88;
    private const int WildcardsAt = 8;
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
    private static readonly OxmTable<Place11> Places11 = new()
    {
        [Oxm.InPort] = new(Wildcards11.InPort, 4, 4),
        [Oxm.EthSrc] = new(Wildcards11.DlSrc, 12, 6),
        [Oxm.EthDst] = new(Wildcards11.DlDst, 24, 6),
        [Oxm.VlanVid] = new(Wildcards11.DlVlan, 36, 2),
        [Oxm.VlanPcp] = new(Wildcards11.DlVlanPcp, 38, 1),
        [Oxm.EthType] = new(Wildcards11.DlType, 40, 2),
        [Oxm.IpDscp] = new(Wildcards11.NwTos, 42, 1),
        [Oxm.IpProto] = new(Wildcards11.NwProto, 43, 1),
        [Oxm.ArpOp] = new(Wildcards11.NwProto, 43, 1),
        [Oxm.Ipv4Src] = new(Wildcards11.NwSrc, 44, 4),
        [Oxm.ArpSpa] = new(Wildcards11.NwSrc, 44, 4),
        [Oxm.Ipv4Dst] = new(Wildcards11.NwDst, 52, 4),
        [Oxm.ArpTpa] = new(Wildcards11.NwDst, 52, 4),
        [Oxm.TcpSrc] = new(Wildcards11.TpSrc, 60, 2),
        [Oxm.UdpSrc] = new(Wildcards11.TpSrc, 60, 2),
        [Oxm.SctpSrc] = new(Wildcards11.TpSrc, 60, 2),
        [Oxm.Icmpv4Type] = new(Wildcards11.TpSrc, 60, 2),
        [Oxm.TcpDst] = new(Wildcards11.TpDst, 62, 2),
        [Oxm.UdpDst] = new(Wildcards11.TpDst, 62, 2),
        [Oxm.SctpDst] = new(Wildcards11.TpDst, 62, 2),
        [Oxm.Icmpv4Code] = new(Wildcards11.TpDst, 62, 2),
        [Oxm.MplsLabel] = new(Wildcards11.MplsLabel, 64, 4),
        [Oxm.MplsTc] = new(Wildcards11.MplsTc, 68, 1),
        [Oxm.Metadata] = new(Wildcards11.Metadata, 72, 8),
    };

    private static readonly Place11[] Masked11 =
        [Places11[Oxm.EthSrc], Places11[Oxm.EthDst], Places11[Oxm.Ipv4Src], Places11[Oxm.Ipv4Dst], Places11[Oxm.Metadata]];

    /// <summary>A place in the structure.</summary>
    /// <param name="Wildcard">The bit that says that it does not count.</param>
    /// <param name="Offset">Where it begins.</param>
    /// <param name="Width">How many bytes it has.</param>
    private readonly record struct Place11(Wildcards11 Wildcard, int Offset, int Width)
    {
        /// <summary>True for a place that is followed by a mask, in which a 1 is a bit that does not count.</summary>
        public bool HasMask => (Wildcard & Wildcards11.OnWire) == 0;
    }

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

        var meaning = new Meaning((wildcards & Wildcards11.DlType) == 0, dlType, (wildcards & Wildcards11.NwProto) == 0, nwProto);
        Add(Wildcards11.NwProto, OxmField.Exact(meaning.NwProto, nwProto));
        AddMasked(meaning.NwSrc, nwSrc, nwSrcMask);
        AddMasked(meaning.NwDst, nwDst, nwDstMask);
        Add(Wildcards11.TpSrc, OxmField.Exact(meaning.TpSrc, tpSrc & meaning.TpSrc.AllOnes));
        Add(Wildcards11.TpDst, OxmField.Exact(meaning.TpDst, tpDst & meaning.TpDst.AllOnes));
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
        var bytes = writer.Next(StandardLength);
        bytes.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(bytes, TypeStandard);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], StandardLength);
        foreach (var place in Masked11)
            bytes.Slice(place.Offset + place.Width, place.Width).Fill(byte.MaxValue);
        var wildcards = Wildcards11.All;
        ushort dlType = 0;
        byte nwProto = 0;
        foreach (ref readonly var field in fields.AsSpan())
        {
            var place = Places11[field.Type];
            if (place.Width == 0)
                Refuse(writer, field);
            if ((wildcards & place.Wildcard) == 0)
                Refuse(writer, field, " beside another that takes its place");
            if (field.HasMask && field.Mask == 0)
                Refuse(writer, field, " (its mask is zero)");
            if (field.IsPartial && !place.HasMask && place.Wildcard != Wildcards11.DlVlan)
                Refuse(writer, field, " (masked)");
            wildcards &= ~place.Wildcard;

            var number = (ulong)field.Number;
            switch (place.Wildcard)
            {
                case Wildcards11.DlVlan:
                    number = Vlan11(field, writer);
                    break;
                case Wildcards11.DlType:
                    dlType = (ushort)number;
                    break;
                case Wildcards11.NwTos:
                    number <<= 2;
                    break;
                case Wildcards11.NwProto:
                    if (number > byte.MaxValue)
                        Refuse(writer, field);
                    nwProto = (byte)number;
                    break;
            }

            WireWriter.WriteNumber(bytes.Slice(place.Offset, place.Width), number);
            if (place.HasMask)
                WireWriter.WriteNumber(bytes.Slice(place.Offset + place.Width, place.Width), ~(ulong)field.EffectiveMask);
        }

        BinaryPrimitives.WriteUInt32BigEndian(bytes[WildcardsAt..], (uint)(wildcards & Wildcards11.OnWire));
        // The meaning of some places depends on other fields: without those a reader would mistake them.
        var meaning = new Meaning((wildcards & Wildcards11.DlType) == 0, dlType, (wildcards & Wildcards11.NwProto) == 0, nwProto);
        foreach (ref readonly var field in fields.AsSpan())
        {
            if (Means(meaning, Places11[field.Type].Wildcard) is { } there && !there.Equals(field.Type))
                Refuse(writer, field, $" without the eth_type and ip_proto that tell it from {there.Name}");
        }
    }

    private static OxmType? Means(in Meaning meaning, Wildcards11 place) => place switch
    {
        Wildcards11.NwProto => meaning.NwProto,
        Wildcards11.NwSrc => meaning.NwSrc,
        Wildcards11.NwDst => meaning.NwDst,
        Wildcards11.TpSrc => meaning.TpSrc,
        Wildcards11.TpDst => meaning.TpDst,
        _ => null,
    };

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
