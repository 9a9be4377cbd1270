using System.Reflection;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Nicira;

namespace RxOfctl.Protocol.Tests.Properties;

/// <summary>Makes arbitrary matches and fields.</summary>
internal sealed class MatchMaker(Random random, OpenFlowVersion version)
{
    private static readonly MethodInfo TypedMethod = typeof(MatchMaker).GetMethod(nameof(Typed))!;

    private const ushort Ipv4 = 0x0800;
    private const ushort Arp = 0x0806;
    private const ushort Ipv6 = 0x86dd;
    private const ushort Mpls = 0x8847;
    private const ushort Pbb = 0x88e7;
    private const ushort NetworkService = 0x894f;

    private static readonly OxmType[] Types = [.. Oxm.All, .. Oxm.All, .. Nxm.All, .. Nsh.All, .. NxOxm.All, .. EricOxm.All, .. OnfOxm.All];
    private static readonly OxmType[] ArpFields = [Oxm.ArpOp, Oxm.ArpSpa, Oxm.ArpTpa, Oxm.ArpSha, Oxm.ArpTha];
    private static readonly OxmType[] MplsFields = [Oxm.MplsLabel, Oxm.MplsTc, Oxm.MplsBos];

    // What belongs to no layer of a packet.
    private static readonly OxmType[] MetadataFields =
    [
        Nxm.PktMark, Nxm.DpHash, Nxm.RecircId, Nxm.ConjId, Nxm.TunIpv4Src, Nxm.TunIpv4Dst, Nxm.TunIpv6Src, Nxm.TunIpv6Dst, Nxm.TunGbpId,
        Nxm.TunGbpFlags, Nxm.TunFlags, Nxm.CtState, Nxm.CtZone, Nxm.CtMark, Nxm.CtLabel, NxOxm.ErspanIdx, NxOxm.ErspanVer, NxOxm.ErspanDir,
        NxOxm.ErspanHwid, NxOxm.GtpuFlags, NxOxm.GtpuMsgType,
    ];

    // The fields that Nicira's classes have, too.
    private static readonly Dictionary<OxmType, OxmType> NicirasNames = new (OxmType Name, OxmType Nicira)[]
    {
        (Oxm.InPort, Nxm.InPort), (Oxm.EthDst, Nxm.EthDst), (Oxm.EthSrc, Nxm.EthSrc), (Oxm.IpDscp, Nxm.IpTos),
        (Oxm.IpEcn, Nxm.IpEcn), (Oxm.Ipv4Src, Nxm.IpSrc), (Oxm.Ipv4Dst, Nxm.IpDst), (Oxm.TcpSrc, Nxm.TcpSrc),
        (Oxm.TcpDst, Nxm.TcpDst), (Oxm.UdpSrc, Nxm.UdpSrc), (Oxm.UdpDst, Nxm.UdpDst), (Oxm.Icmpv4Type, Nxm.IcmpType),
        (Oxm.Icmpv4Code, Nxm.IcmpCode), (Oxm.ArpOp, Nxm.ArpOp), (Oxm.ArpSpa, Nxm.ArpSpa), (Oxm.ArpTpa, Nxm.ArpTpa),
        (Oxm.ArpSha, Nxm.ArpSha), (Oxm.ArpTha, Nxm.ArpTha), (Oxm.TunnelId, Nxm.TunId), (Oxm.Ipv6Src, Nxm.Ipv6Src),
        (Oxm.Ipv6Dst, Nxm.Ipv6Dst), (Oxm.Ipv6FLabel, Nxm.Ipv6Label), (Oxm.Ipv6NdTarget, Nxm.NdTarget),
        (Oxm.Ipv6NdSll, Nxm.NdSll), (Oxm.Ipv6NdTll, Nxm.NdTll), (Oxm.TcpFlags, Nxm.TcpFlags),
        (Nxm.TcpFlags, OnfOxm.TcpFlags), (Oxm.ActsetOutput, OnfOxm.ActsetOutput), (Nxm.DpHash, NxOxm.DpHash),
    }.ToDictionary(pair => pair.Name, pair => pair.Nicira);

    /// <summary>
    /// Fields whose prerequisites (OpenFlow 1.3.5 §7.2.3.6) are there, each behind those that it needs; no two of them are the same under two names.
    /// </summary>
    /// <param name="withExtensions">Whether fields outside the specification may be there.</param>
    public List<OxmField> ConsistentFields(bool withExtensions)
    {
        var fields = new List<OxmField>();
        void Maybe(OxmType type, int outOf)
        {
            if (withExtensions && NicirasNames.TryGetValue(type, out var name) && random.Next(3) == 0)
                type = name;
            if (type.From <= Max(version, OpenFlowVersion.OpenFlow12) && random.Next(outOf) == 0)
                fields.Add(Field(type));
        }

        Maybe(Oxm.InPort, 2);
        if (fields.Count > 0)
            Maybe(Oxm.InPhyPort, 5);
        Maybe(Oxm.Metadata, 3);
        Maybe(Oxm.TunnelId, 3);
        Maybe(Oxm.ActsetOutput, 10);
        if (withExtensions)
            AddExtensions(Maybe);
        if (version >= OpenFlowVersion.OpenFlow15 && random.Next(10) == 0)
        {
            // Not an Ethernet packet, so that it has none of the fields below.
            fields.Add(Oxm.PacketType.Is(0x1_0000u | (uint)random.Next(1 << 16)));
            return fields;
        }

        Maybe(Oxm.EthSrc, 3);
        Maybe(Oxm.EthDst, 3);
        switch (random.Next(withExtensions ? 6 : 5))
        {
            case 0:
                fields.Add(Oxm.VlanVid.Is(0));
                break;
            case 1:
                fields.Add(Oxm.VlanVid.Is((ushort)(0x1000 | random.Next(4096))));
                Maybe(Oxm.VlanPcp, 2);
                break;
            case 5:
                Maybe(Nxm.VlanTci, 1);
                break;
        }

        if (random.Next(5) == 0)
            return fields;
        ushort[] etherTypes = [Ipv4, Ipv4, Arp, Ipv6, Mpls, Pbb, withExtensions ? NetworkService : (ushort)0x88cc];
        var etherType = etherTypes[random.Next(etherTypes.Length)];
        fields.Add((withExtensions && random.Next(3) == 0 ? Nxm.EthType : Oxm.EthType).Is(etherType));
        switch (etherType)
        {
            case Arp:
                foreach (var type in ArpFields)
                    Maybe(type, 3);
                break;
            case Mpls:
                foreach (var type in MplsFields)
                    Maybe(type, 3);
                if (withExtensions)
                    Maybe(Nxm.MplsTtl, 3);
                break;
            case Pbb:
                Maybe(Oxm.PbbIsid, 3);
                Maybe(Oxm.PbbUca, 3);
                break;
            case NetworkService:
                foreach (var type in Nsh.All)
                    Maybe(type, 3);
                break;
            case Ipv4:
                Maybe(Oxm.Ipv4Src, 3);
                Maybe(Oxm.Ipv4Dst, 3);
                break;
            case Ipv6:
                Maybe(Oxm.Ipv6Src, 3);
                Maybe(Oxm.Ipv6Dst, 3);
                Maybe(Oxm.Ipv6FLabel, 3);
                Maybe(Oxm.Ipv6Exthdr, 3);
                break;
        }

        if (etherType is Ipv4 or Ipv6)
            AddIp(etherType, withExtensions, fields, Maybe);
        return fields;
    }

    private void AddExtensions(Action<OxmType, int> maybe)
    {
        foreach (var type in MetadataFields)
            maybe(type, 12);
        // Registers are parts of longer registers.
        OxmType[] registers = random.Next(3) switch
        {
            0 => [Nxm.Reg0, Nxm.Reg1, Nxm.Reg2, Nxm.Reg3, Nxm.Reg4, Nxm.Reg5, Nxm.Reg6, Nxm.Reg7, Nxm.Reg8, Nxm.Reg9, Nxm.Reg10, Nxm.Reg11, Nxm.Reg12, Nxm.Reg13, Nxm.Reg14, Nxm.Reg15],
            1 => [Nxm.XXReg0, Nxm.XXReg1, Nxm.XXReg2, Nxm.XXReg3],
            _ => [.. Enumerable.Range(0, 8).Select(Oxm.PacketReg)],
        };
        foreach (var type in registers)
            maybe(type, 8);
    }

    private void AddIp(ushort etherType, bool withExtensions, List<OxmField> fields, Action<OxmType, int> maybe)
    {
        maybe(Oxm.IpDscp, 3);
        maybe(Oxm.IpEcn, 3);
        if (withExtensions)
        {
            maybe(Nxm.IpTtl, 6);
            AddConnection(etherType, fields, maybe);
        }

        byte[] protocols = [6, 17, 132, etherType == Ipv4 ? (byte)1 : (byte)58, 47];
        if (random.Next(5) == 0)
            return;
        var protocol = protocols[random.Next(protocols.Length)];
        fields.Add((withExtensions && random.Next(3) == 0 ? Nxm.IpProto : Oxm.IpProto).Is(protocol));
        switch (protocol)
        {
            case 1:
                maybe(Oxm.Icmpv4Type, 2);
                maybe(Oxm.Icmpv4Code, 2);
                break;
            case 6:
                maybe(Oxm.TcpSrc, 2);
                maybe(Oxm.TcpDst, 2);
                maybe(Oxm.TcpFlags, 2);
                break;
            case 17:
                maybe(Oxm.UdpSrc, 2);
                maybe(Oxm.UdpDst, 2);
                break;
            case 132:
                maybe(Oxm.SctpSrc, 2);
                maybe(Oxm.SctpDst, 2);
                break;
            case 58:
                AddNeighborDiscovery(withExtensions, fields, maybe);
                break;
        }

        // A later fragment has no ports.
        if (withExtensions)
            maybe(Nxm.IpFrag, 6);
    }

    private void AddNeighborDiscovery(bool withExtensions, List<OxmField> fields, Action<OxmType, int> maybe)
    {
        var isSolicitation = random.Next(2) == 0;
        fields.Add((withExtensions && random.Next(3) == 0 ? Nxm.Icmpv6Type : Oxm.Icmpv6Type).Is(isSolicitation ? (byte)135 : (byte)136));
        fields.Add((withExtensions && random.Next(3) == 0 ? Nxm.Icmpv6Code : Oxm.Icmpv6Code).Is(0));
        maybe(Oxm.Ipv6NdTarget, 2);
        maybe(isSolicitation ? Oxm.Ipv6NdSll : Oxm.Ipv6NdTll, 2);
        if (!withExtensions)
            return;
        maybe(EricOxm.NdReserved, 4);
        maybe(EricOxm.NdOptionsType, 4);
    }

    private void AddConnection(ushort etherType, List<OxmField> fields, Action<OxmType, int> maybe)
    {
        if (fields.Any(field => field.Type.Equals(Nxm.CtState)) || random.Next(4) != 0)
            return;
        fields.Add(Nxm.CtState.Is((uint)(CtState.Tracked | CtState.Established)));
        maybe(etherType == Ipv4 ? Nxm.CtNwSrc : Nxm.CtIpv6Src, 2);
        maybe(etherType == Ipv4 ? Nxm.CtNwDst : Nxm.CtIpv6Dst, 2);
        maybe(Nxm.CtNwProto, 2);
        maybe(Nxm.CtTpSrc, 2);
        maybe(Nxm.CtTpDst, 2);
    }

    /// <summary>Any fields at all, each once, unknown ones among them.</summary>
    public List<OxmField> AnyFields()
    {
        var fields = Oxm.All.Where(_ => random.Next(6) == 0).Select(Field).ToList();
        while (random.Next(4) == 0)
            fields.Add(UnknownField());
        var shuffled = fields.DistinctBy(field => field.Type).ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    /// <summary>A field of any type.</summary>
    public OxmField Field() => Field(Types[random.Next(Types.Length)]);

    /// <summary>A field of a type, with a mask at times where the type allows one.</summary>
    public OxmField Field(OxmType type) =>
        (OxmField)TypedMethod.MakeGenericMethod(ValueType(type.GetType())).Invoke(this, [type])!;

    /// <summary>A field that the library does not know.</summary>
    public OxmField UnknownField()
    {
        ushort[] classes = [0x8000, 0x0002, 0xffff];
        var bytes = new byte[4 + random.Next(12)];
        random.NextBytes(bytes);
        // A number that no later version is likely to give: the highest ones.
        return OxmField.Unknown(classes[random.Next(classes.Length)], (byte)random.Next(110, 128), random.Next(2) == 0, bytes);
    }

    public OxmField Typed<T>(OxmType<T> type)
        where T : struct, IEquatable<T>
    {
        var value = Bits(type.Bits);
        // An id without the bit of its presence matches nothing, and is refused.
        if (type == (object)Oxm.VlanVid && value != 0)
            value |= 0x1000;
        if (!type.Maskable || random.Next(3) != 0)
            return type.Is(Convert<T>(value));
        UInt128 ones = type.Bits == 128 ? UInt128.MaxValue : (UInt128.One << type.Bits) - 1;
        var mask = random.Next(3) switch
        {
            0 => ones << random.Next(type.Bits) & ones,
            1 => ones,
            _ => Bits(type.Bits),
        };
        return type.Is(Convert<T>(value & mask), Convert<T>(mask));
    }

    private static Type ValueType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(OxmType<>) ? type.GetGenericArguments()[0] : ValueType(type.BaseType!);

    private UInt128 Bits(int bits)
    {
        var number = random.Next(4) switch
        {
            0 => UInt128.MaxValue,
            1 => (UInt128)random.Next(16),
            _ => new UInt128((ulong)random.NextInt64(long.MinValue, long.MaxValue), (ulong)random.NextInt64(long.MinValue, long.MaxValue)),
        };
        return bits == 128 ? number : number & ((UInt128.One << bits) - 1);
    }

    private static T Convert<T>(UInt128 number) => (T)(object)(typeof(T).Name switch
    {
        nameof(Byte) => (byte)number,
        nameof(UInt16) => (ushort)number,
        nameof(UInt32) => (uint)number,
        nameof(UInt64) => (ulong)number,
        nameof(UInt128) => number,
        nameof(MacAddress) => new MacAddress((ulong)number),
        nameof(Ipv4Address) => new Ipv4Address((uint)number),
        nameof(Ipv6Address) => new Ipv6Address(number),
        nameof(PortNumber) => (object)new PortNumber((uint)number),
        _ => throw new NotSupportedException($"A match field is a {typeof(T)}: say here how to make one."),
    });

    private static OpenFlowVersion Max(OpenFlowVersion left, OpenFlowVersion right) => left > right ? left : right;
}
