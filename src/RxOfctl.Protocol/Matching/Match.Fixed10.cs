using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace RxOfctl.Protocol.Matching;

/// <content>
/// The fixed structure of OpenFlow 1.0 (<c>ofp_match</c>, OpenFlow 1.0.2 §5.2.3): 40 bytes, of which <c>wildcards</c> says which count.
/// The meaning of some depends on others: a transport port is TCP's, UDP's, SCTP's or an ICMP type by <c>nw_proto</c>, a network address
/// IPv4's or ARP's by <c>dl_type</c>.
/// </content>
public partial class Match
{
    private const ushort EtherTypeArp = 0x0806;
    private const byte ProtocolIcmp = 1;
    private const byte ProtocolUdp = 17;
    private const byte ProtocolSctp = 132;
    private const int Length10 = 40;
    private const ushort VlanNone = 0xffff;
    private const ushort VlanPresent = 0x1000;

    [Flags]
    private enum Wildcards10 : uint
    {
        InPort = 1 << 0,
        DlVlan = 1 << 1,
        DlSrc = 1 << 2,
        DlDst = 1 << 3,
        DlType = 1 << 4,
        NwProto = 1 << 5,
        TpSrc = 1 << 6,
        TpDst = 1 << 7,
        NwSrcAll = 32 << 8,
        NwDstAll = 32 << 14,
        DlVlanPcp = 1 << 20,
        NwTos = 1 << 21,
        Flags = InPort | DlVlan | DlSrc | DlDst | DlType | NwProto | TpSrc | TpDst | DlVlanPcp | NwTos,
        All = Flags | NwSrcAll | NwDstAll,
        Defined = Flags | 63 << 8 | 63 << 14,
    }

    // The fields that OpenFlow 1.0 has, and what of the structure each of them takes.
    private static readonly OxmTable<Place10> Places10 = new()
    {
        [Oxm.InPort] = new(Wildcards10.InPort, 4, 2),
        [Oxm.EthSrc] = new(Wildcards10.DlSrc, 6, 6),
        [Oxm.EthDst] = new(Wildcards10.DlDst, 12, 6),
        [Oxm.VlanVid] = new(Wildcards10.DlVlan, 18, 2),
        [Oxm.VlanPcp] = new(Wildcards10.DlVlanPcp, 20, 1),
        [Oxm.EthType] = new(Wildcards10.DlType, 22, 2),
        [Oxm.IpDscp] = new(Wildcards10.NwTos, 24, 1),
        [Oxm.IpProto] = new(Wildcards10.NwProto, 25, 1),
        [Oxm.ArpOp] = new(Wildcards10.NwProto, 25, 1),
        [Oxm.Ipv4Src] = new(Wildcards10.NwSrcAll, 28, 4),
        [Oxm.ArpSpa] = new(Wildcards10.NwSrcAll, 28, 4),
        [Oxm.Ipv4Dst] = new(Wildcards10.NwDstAll, 32, 4),
        [Oxm.ArpTpa] = new(Wildcards10.NwDstAll, 32, 4),
        [Oxm.TcpSrc] = new(Wildcards10.TpSrc, 36, 2),
        [Oxm.UdpSrc] = new(Wildcards10.TpSrc, 36, 2),
        [Oxm.SctpSrc] = new(Wildcards10.TpSrc, 36, 2),
        [Oxm.Icmpv4Type] = new(Wildcards10.TpSrc, 36, 2),
        [Oxm.TcpDst] = new(Wildcards10.TpDst, 38, 2),
        [Oxm.UdpDst] = new(Wildcards10.TpDst, 38, 2),
        [Oxm.SctpDst] = new(Wildcards10.TpDst, 38, 2),
        [Oxm.Icmpv4Code] = new(Wildcards10.TpDst, 38, 2),
    };

    /// <summary>A place in the structure.</summary>
    /// <param name="Wildcard">The bits that say that it does not count.</param>
    /// <param name="Offset">Where it begins.</param>
    /// <param name="Width">How many bytes it has.</param>
    private readonly record struct Place10(Wildcards10 Wildcard, int Offset, int Width);

    private static Match ReadFixed10(ref WireReader reader)
    {
        var whole = reader;
        var wildcards = (Wildcards10)reader.ReadUInt32();
        var inPort = reader.ReadPortNumber();
        var dlSrc = reader.ReadMacAddress();
        var dlDst = reader.ReadMacAddress();
        var dlVlan = reader.ReadUInt16();
        var dlVlanPcp = reader.ReadByte();
        reader.Skip(1);
        var dlType = reader.ReadUInt16();
        var nwTos = reader.ReadByte();
        var nwProto = reader.ReadByte();
        reader.Skip(2);
        var nwSrc = reader.ReadIpv4Address();
        var nwDst = reader.ReadIpv4Address();
        var tpSrc = reader.ReadUInt16();
        var tpDst = reader.ReadUInt16();

        // The addresses count the bits that do not matter; 32 and more of them leave nothing to match.
        var nwSrcWildBits = (int)(((uint)wildcards >> 8) & 63);
        var nwDstWildBits = (int)(((uint)wildcards >> 14) & 63);
        var flags = BitOperations.PopCount((uint)(~wildcards & Wildcards10.Flags));
        var fields = new OxmField[flags + (nwSrcWildBits < 32 ? 1 : 0) + (nwDstWildBits < 32 ? 1 : 0)];
        var count = 0;
        // Bits that do not matter and are not zero, or are not those with which the fields are written.
        ulong hidden = (uint)wildcards & ~(uint)Wildcards10.Defined;
        hidden |= (uint)Math.Max(nwSrcWildBits - 32, 0) | (uint)Math.Max(nwDstWildBits - 32, 0);

        if (Has(Wildcards10.InPort))
            fields[count++] = Oxm.InPort.Is(inPort);
        else
            hidden |= inPort.Value;
        if (Has(Wildcards10.DlSrc))
            fields[count++] = Oxm.EthSrc.Is(dlSrc);
        else
            hidden |= dlSrc.Value;
        if (Has(Wildcards10.DlDst))
            fields[count++] = Oxm.EthDst.Is(dlDst);
        else
            hidden |= dlDst.Value;
        // One value says that there is no tag; any other has a tag of that id.
        if (Has(Wildcards10.DlVlan) && dlVlan == VlanNone)
            fields[count++] = Oxm.VlanVid.Is(0);
        else if (Has(Wildcards10.DlVlan))
            Add(Oxm.VlanVid, VlanPresent | (dlVlan & 0x0fffu), dlVlan & 0xf000u);
        else
            hidden |= dlVlan;
        if (Has(Wildcards10.DlVlanPcp))
            Add(Oxm.VlanPcp, dlVlanPcp & 7u, dlVlanPcp & ~7u);
        else
            hidden |= dlVlanPcp;
        if (Has(Wildcards10.DlType))
            fields[count++] = Oxm.EthType.Is(dlType);
        else
            hidden |= dlType;
        if (Has(Wildcards10.NwTos))
            Add(Oxm.IpDscp, (uint)nwTos >> 2, nwTos & 3u);
        else
            hidden |= nwTos;

        var meaning = new Meaning(Has(Wildcards10.DlType), dlType, Has(Wildcards10.NwProto), nwProto);
        if (Has(Wildcards10.NwProto))
            Add(meaning.NwProto, nwProto, 0);
        else
            hidden |= nwProto;
        AddPrefix(meaning.NwSrc, nwSrc, nwSrcWildBits);
        AddPrefix(meaning.NwDst, nwDst, nwDstWildBits);
        if (Has(Wildcards10.TpSrc))
            Add(meaning.TpSrc, tpSrc & (uint)meaning.TpSrc.AllOnes, tpSrc & ~(uint)meaning.TpSrc.AllOnes);
        else
            hidden |= tpSrc;
        if (Has(Wildcards10.TpDst))
            Add(meaning.TpDst, tpDst & (uint)meaning.TpDst.AllOnes, tpDst & ~(uint)meaning.TpDst.AllOnes);
        else
            hidden |= tpDst;
        return hidden != 0 ? new Received(fields, OpenFlowVersion.OpenFlow10, whole.ReadBytes(Length10))
            : fields.Length == 0 ? Any
            : new(fields);

        bool Has(Wildcards10 wildcard) => (wildcards & wildcard) == 0;

        void Add(OxmType type, uint number, uint others)
        {
            fields[count++] = OxmField.Exact(type, number);
            hidden |= others;
        }

        void AddPrefix(OxmType type, Ipv4Address address, int wildBits)
        {
            var mask = wildBits < 32 ? uint.MaxValue << wildBits : 0;
            hidden |= address.Value & ~mask;
            if (mask == uint.MaxValue)
                fields[count++] = OxmField.Exact(type, address.Value);
            else if (mask != 0)
                fields[count++] = OxmField.Masked(type, address.Value & mask, mask);
        }
    }

    private void WriteFixed10(ref WireWriter writer)
    {
        OxmAliases.Canonical(_fields, out var fields);
        var bytes = writer.Next(Length10);
        bytes.Clear();
        var wildcards = Wildcards10.All;
        ushort dlType = 0;
        byte nwProto = 0;
        foreach (ref readonly var field in fields.AsSpan())
        {
            var place = Places10[field.Type];
            if (place.Width == 0)
                Refuse(writer, field);
            if ((wildcards & place.Wildcard) != place.Wildcard)
                Refuse(writer, field, " beside another that takes its place");
            if (field.IsPartial && place.Wildcard is not (Wildcards10.NwSrcAll or Wildcards10.NwDstAll))
                Refuse(writer, field, " (masked)");
            wildcards &= ~place.Wildcard;

            var number = (ulong)field.Number;
            switch (place.Wildcard)
            {
                case Wildcards10.InPort:
                    if (!new PortNumber((uint)number).TryToUInt16(out var inPort))
                        writer.Refuse("match field in_port", new PortNumber((uint)number));
                    number = inPort;
                    break;
                case Wildcards10.DlVlan:
                    if (number is > 0 and < VlanPresent)
                        Refuse(writer, field, " (a VLAN id without its presence bit)");
                    number = number == 0 ? VlanNone : number & 0x0fff;
                    break;
                case Wildcards10.DlType:
                    dlType = (ushort)number;
                    break;
                case Wildcards10.NwTos:
                    number <<= 2;
                    break;
                case Wildcards10.NwProto:
                    if (number > byte.MaxValue)
                        Refuse(writer, field);
                    nwProto = (byte)number;
                    break;
                case Wildcards10.NwSrcAll:
                    wildcards |= (Wildcards10)((uint)WildBits(field, writer) << 8);
                    break;
                case Wildcards10.NwDstAll:
                    wildcards |= (Wildcards10)((uint)WildBits(field, writer) << 14);
                    break;
            }

            WireWriter.WriteNumber(bytes.Slice(place.Offset, place.Width), number);
        }

        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)wildcards);
        var meaning = new Meaning((wildcards & Wildcards10.DlType) == 0, dlType, (wildcards & Wildcards10.NwProto) == 0, nwProto);
        foreach (ref readonly var field in fields.AsSpan())
        {
            if (Means(meaning, Places10[field.Type].Wildcard) is { } there && !there.Equals(field.Type))
                Refuse(writer, field, $" without the eth_type and ip_proto that tell it from {there.Name}");
        }
    }

    [DoesNotReturn]
    private static void Refuse(in WireWriter writer, in OxmField field, string why = "") => writer.Refuse($"match field {field}{why}");

    private static int WildBits(in OxmField field, in WireWriter writer)
    {
        var mask = (uint)field.EffectiveMask;
        var wildBits = BitOperations.TrailingZeroCount(mask);
        if (mask == 0 || uint.MaxValue << wildBits != mask)
            Refuse(writer, field, " (its mask is no prefix)");
        return wildBits;
    }

    /// <summary>The field that a place is which has several meanings; null for a place of one meaning.</summary>
    private static OxmType? Means(in Meaning meaning, Wildcards10 place) => place switch
    {
        Wildcards10.NwProto => meaning.NwProto,
        Wildcards10.NwSrcAll => meaning.NwSrc,
        Wildcards10.NwDstAll => meaning.NwDst,
        Wildcards10.TpSrc => meaning.TpSrc,
        Wildcards10.TpDst => meaning.TpDst,
        _ => null,
    };

    /// <summary>
    /// Which fields the places are that have several meanings: a transport port is TCP's if the protocol does not say more.
    /// </summary>
    private readonly struct Meaning(bool hasType, ushort dlType, bool hasProtocol, byte nwProto)
    {
        private readonly bool _isArp = hasType && dlType == EtherTypeArp;
        private readonly byte _protocol = hasProtocol && !(hasType && dlType == EtherTypeArp) ? nwProto : (byte)0;

        public OxmType NwProto => _isArp ? Oxm.ArpOp : Oxm.IpProto;

        public OxmType NwSrc => _isArp ? Oxm.ArpSpa : Oxm.Ipv4Src;

        public OxmType NwDst => _isArp ? Oxm.ArpTpa : Oxm.Ipv4Dst;

        public OxmType TpSrc => _protocol switch
        {
            ProtocolIcmp => Oxm.Icmpv4Type,
            ProtocolUdp => Oxm.UdpSrc,
            ProtocolSctp => Oxm.SctpSrc,
            _ => Oxm.TcpSrc,
        };

        public OxmType TpDst => _protocol switch
        {
            ProtocolIcmp => Oxm.Icmpv4Code,
            ProtocolUdp => Oxm.UdpDst,
            ProtocolSctp => Oxm.SctpDst,
            _ => Oxm.TcpDst,
        };
    }
}
