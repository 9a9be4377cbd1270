using System.Collections.Frozen;
using System.Numerics;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Matching;

/// <content>
/// The fixed structure of OpenFlow 1.0 (<c>ofp_match</c>, OpenFlow 1.0.2 §5.2.3): 40 bytes, of which <c>wildcards</c> says which count.
/// The meaning of some depends on others: a transport port is TCP's, UDP's, SCTP's or an ICMP type by <c>nw_proto</c>, a network address
/// IPv4's or ARP's by <c>dl_type</c>.
/// </content>
public sealed partial class Match
{
    private const ushort EtherTypeArp = 0x0806;
    private const byte ProtocolIcmp = 1;
    private const byte ProtocolUdp = 17;
    private const byte ProtocolSctp = 132;
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
        All = InPort | DlVlan | DlSrc | DlDst | DlType | NwProto | TpSrc | TpDst | NwSrcAll | NwDstAll | DlVlanPcp | NwTos,
    }

    // The fields that OpenFlow 1.0 has, and what of the structure each of them takes.
    private static readonly FrozenDictionary<OxmType, Wildcards10> Places10 = new Dictionary<OxmType, Wildcards10>
    {
        [Oxm.InPort] = Wildcards10.InPort,
        [Oxm.EthSrc] = Wildcards10.DlSrc,
        [Oxm.EthDst] = Wildcards10.DlDst,
        [Oxm.VlanVid] = Wildcards10.DlVlan,
        [Oxm.VlanPcp] = Wildcards10.DlVlanPcp,
        [Oxm.EthType] = Wildcards10.DlType,
        [Oxm.IpDscp] = Wildcards10.NwTos,
        [Oxm.IpProto] = Wildcards10.NwProto,
        [Oxm.ArpOp] = Wildcards10.NwProto,
        [Oxm.Ipv4Src] = Wildcards10.NwSrcAll,
        [Oxm.ArpSpa] = Wildcards10.NwSrcAll,
        [Oxm.Ipv4Dst] = Wildcards10.NwDstAll,
        [Oxm.ArpTpa] = Wildcards10.NwDstAll,
        [Oxm.TcpSrc] = Wildcards10.TpSrc,
        [Oxm.UdpSrc] = Wildcards10.TpSrc,
        [Oxm.SctpSrc] = Wildcards10.TpSrc,
        [Oxm.Icmpv4Type] = Wildcards10.TpSrc,
        [Oxm.TcpDst] = Wildcards10.TpDst,
        [Oxm.UdpDst] = Wildcards10.TpDst,
        [Oxm.SctpDst] = Wildcards10.TpDst,
        [Oxm.Icmpv4Code] = Wildcards10.TpDst,
    }.ToFrozenDictionary();

    private static Match ReadFixed10(ref WireReader reader)
    {
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

        var fields = new List<OxmField>();
        void Add(Wildcards10 wildcard, OxmField field)
        {
            if ((wildcards & wildcard) == 0)
                fields.Add(field);
        }

        Add(Wildcards10.InPort, Oxm.InPort.Is(inPort));
        Add(Wildcards10.DlSrc, Oxm.EthSrc.Is(dlSrc));
        Add(Wildcards10.DlDst, Oxm.EthDst.Is(dlDst));
        // The value alone tells that there is no tag; any other has a tag of that id.
        Add(Wildcards10.DlVlan, Oxm.VlanVid.Is(dlVlan == VlanNone ? (ushort)0 : (ushort)(VlanPresent | (dlVlan & 0x0fff))));
        Add(Wildcards10.DlVlanPcp, Oxm.VlanPcp.Is((byte)(dlVlanPcp & 7)));
        Add(Wildcards10.DlType, Oxm.EthType.Is(dlType));
        Add(Wildcards10.NwTos, Oxm.IpDscp.Is((byte)(nwTos >> 2)));

        var meaning = new Meaning10(wildcards, dlType, nwProto);
        Add(Wildcards10.NwProto, OxmField.Exact(meaning.NwProto, nwProto));
        AddAddress(fields, meaning.NwSrc, nwSrc, (int)(((uint)wildcards >> 8) & 63));
        AddAddress(fields, meaning.NwDst, nwDst, (int)(((uint)wildcards >> 14) & 63));
        Add(Wildcards10.TpSrc, OxmField.Exact(meaning.TpSrc, tpSrc & meaning.TpSrc.AllOnes));
        Add(Wildcards10.TpDst, OxmField.Exact(meaning.TpDst, tpDst & meaning.TpDst.AllOnes));
        return fields.Count == 0 ? Any : new([.. fields]);
    }

    private void WriteFixed10(ref WireWriter writer)
    {
        var wildcards = Wildcards10.All;
        PortNumber inPort = 0;
        MacAddress dlSrc = default, dlDst = default;
        ushort dlVlan = 0, dlType = 0, tpSrc = 0, tpDst = 0;
        byte dlVlanPcp = 0, nwTos = 0, nwProto = 0;
        uint nwSrc = 0, nwDst = 0;

        foreach (ref readonly var field in _fields.AsSpan())
        {
            if (!Places10.TryGetValue(field.Type, out var place))
                writer.Refuse($"match field {field}");
            if ((wildcards & place) != place)
                writer.Refuse($"match field {field} beside another that takes its place");
            if (field.IsPartial && place is not (Wildcards10.NwSrcAll or Wildcards10.NwDstAll))
                writer.Refuse($"match field {field} (masked)");
            wildcards &= ~place;

            var number = field.Number;
            switch (place)
            {
                case Wildcards10.InPort:
                    inPort = new((uint)number);
                    break;
                case Wildcards10.DlSrc:
                    dlSrc = new((ulong)number);
                    break;
                case Wildcards10.DlDst:
                    dlDst = new((ulong)number);
                    break;
                case Wildcards10.DlVlan:
                    if (number != 0 && number < VlanPresent)
                        writer.Refuse($"match field {field} (a VLAN id without its presence bit)");
                    dlVlan = number == 0 ? VlanNone : (ushort)(number & 0x0fff);
                    break;
                case Wildcards10.DlVlanPcp:
                    dlVlanPcp = (byte)number;
                    break;
                case Wildcards10.DlType:
                    dlType = (ushort)number;
                    break;
                case Wildcards10.NwTos:
                    nwTos = (byte)(number << 2);
                    break;
                case Wildcards10.NwProto:
                    if (number > byte.MaxValue)
                        writer.Refuse($"match field {field}");
                    nwProto = (byte)number;
                    break;
                case Wildcards10.TpSrc:
                    tpSrc = (ushort)number;
                    break;
                case Wildcards10.TpDst:
                    tpDst = (ushort)number;
                    break;
                case Wildcards10.NwSrcAll:
                    nwSrc = (uint)number;
                    wildcards |= (Wildcards10)((uint)WildBits(field, writer) << 8);
                    break;
                case Wildcards10.NwDstAll:
                    nwDst = (uint)number;
                    wildcards |= (Wildcards10)((uint)WildBits(field, writer) << 14);
                    break;
            }
        }

        var meaning = new Meaning10(wildcards, dlType, nwProto);
        foreach (ref readonly var field in _fields.AsSpan())
        {
            if (meaning.Of(Places10[field.Type]) is { } there && !there.Equals(field.Type))
                writer.Refuse($"match field {field} without the eth_type and ip_proto that tell it from {there.Name}");
        }

        writer.WriteUInt32((uint)wildcards);
        writer.WritePortNumber(inPort, "match field in_port");
        writer.WriteMacAddress(dlSrc);
        writer.WriteMacAddress(dlDst);
        writer.WriteUInt16(dlVlan);
        writer.WriteByte(dlVlanPcp);
        writer.Pad(1);
        writer.WriteUInt16(dlType);
        writer.WriteByte(nwTos);
        writer.WriteByte(nwProto);
        writer.Pad(2);
        writer.WriteUInt32(nwSrc);
        writer.WriteUInt32(nwDst);
        writer.WriteUInt16(tpSrc);
        writer.WriteUInt16(tpDst);
    }

    /// <summary>What <c>tp_src</c> is: that of TCP if the protocol does not say more.</summary>
    private static OxmField SourcePort(byte protocol, ushort value) => protocol switch
    {
        ProtocolIcmp => Oxm.Icmpv4Type.Is((byte)value),
        ProtocolUdp => Oxm.UdpSrc.Is(value),
        ProtocolSctp => Oxm.SctpSrc.Is(value),
        _ => Oxm.TcpSrc.Is(value),
    };

    /// <summary>What <c>tp_dst</c> is: that of TCP if the protocol does not say more.</summary>
    private static OxmField DestinationPort(byte protocol, ushort value) => protocol switch
    {
        ProtocolIcmp => Oxm.Icmpv4Code.Is((byte)value),
        ProtocolUdp => Oxm.UdpDst.Is(value),
        ProtocolSctp => Oxm.SctpDst.Is(value),
        _ => Oxm.TcpDst.Is(value),
    };

    /// <summary>OpenFlow 1.0 counts the low bits of an address that do not matter; 32 and more of them leave nothing to match.</summary>
    private static void AddAddress(List<OxmField> fields, OxmType type, Ipv4Address address, int wildBits)
    {
        if (wildBits == 0)
            fields.Add(OxmField.Exact(type, address.Value));
        else if (wildBits < 32)
            fields.Add(OxmField.Masked(type, address.Value & Ipv4Address.Mask(32 - wildBits).Value, Ipv4Address.Mask(32 - wildBits).Value));
    }

    private static int WildBits(in OxmField field, in WireWriter writer)
    {
        var mask = (uint)field.EffectiveMask;
        var wildBits = BitOperations.TrailingZeroCount(mask);
        if (mask == 0 || uint.MaxValue << wildBits != mask)
            writer.Refuse($"match field {field} (its mask is no prefix)");
        return wildBits;
    }

    /// <summary>Which fields the places are that have several meanings.</summary>
    private readonly struct Meaning10
    {
        private readonly bool _isArp;
        private readonly byte _protocol;

        public Meaning10(Wildcards10 wildcards, ushort dlType, byte nwProto)
        {
            _isArp = (wildcards & Wildcards10.DlType) == 0 && dlType == EtherTypeArp;
            _protocol = (wildcards & Wildcards10.NwProto) == 0 && !_isArp ? nwProto : (byte)0;
        }

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

        /// <summary>The field that a place is; null for a place of one meaning.</summary>
        public OxmType? Of(Wildcards10 place) => place switch
        {
            Wildcards10.NwProto => NwProto,
            Wildcards10.NwSrcAll => NwSrc,
            Wildcards10.NwDstAll => NwDst,
            Wildcards10.TpSrc => TpSrc,
            Wildcards10.TpDst => TpDst,
            _ => null,
        };
    }
}
