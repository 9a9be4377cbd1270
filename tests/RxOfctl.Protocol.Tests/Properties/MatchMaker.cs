using System.Reflection;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Protocol.Tests.Properties;

/// <summary>Makes arbitrary matches and fields.</summary>
internal sealed class MatchMaker(Random random, OpenFlowVersion version, MessageLimits? limits)
{
    private static readonly MethodInfo _typed = typeof(MatchMaker).GetMethod(nameof(Typed))!;

    private const ushort Ipv4 = 0x0800;
    private const ushort Arp = 0x0806;
    private const ushort Ipv6 = 0x86dd;
    private const ushort Mpls = 0x8847;
    private const ushort Pbb = 0x88e7;

    /// <summary>Fields whose prerequisites (OpenFlow 1.3.5 §7.2.3.6) are there, each behind those that it needs.</summary>
    public List<OxmField> ConsistentFields()
    {
        var fields = new List<OxmField>();
        void Maybe(OxmType type, int outOf = 3)
        {
            if (type.From <= Max(version, OpenFlowVersion.OpenFlow12) && limits?.Field(type) != false && random.Next(outOf) == 0)
                fields.Add(Field(type));
        }

        Maybe(Oxm.InPort, 2);
        if (fields.Count > 0)
            Maybe(Oxm.InPhyPort, 5);
        Maybe(Oxm.Metadata);
        Maybe(Oxm.TunnelId);
        Maybe(Oxm.EthSrc);
        Maybe(Oxm.EthDst);
        switch (random.Next(5))
        {
            case 0:
                fields.Add(Oxm.VlanVid.Is(0));
                break;
            case 1:
                fields.Add(Oxm.VlanVid.Is((ushort)(0x1000 | random.Next(4096))));
                Maybe(Oxm.VlanPcp, 2);
                break;
        }

        ushort[] etherTypes = [Ipv4, Ipv4, Arp, Ipv6, Mpls, Pbb, 0x88cc];
        if (random.Next(5) == 0)
            return fields;
        var etherType = etherTypes[random.Next(etherTypes.Length)];
        fields.Add(Oxm.EthType.Is(etherType));
        switch (etherType)
        {
            case Arp:
                // Of 16 bits, 1.0 and Open vSwitch have the lower eight.
                if (random.Next(3) == 0)
                    fields.Add(Oxm.ArpOp.Is((ushort)random.Next(256)));
                Maybe(Oxm.ArpSpa);
                Maybe(Oxm.ArpTpa);
                Maybe(Oxm.ArpSha);
                Maybe(Oxm.ArpTha);
                break;
            case Mpls:
                Maybe(Oxm.MplsLabel);
                Maybe(Oxm.MplsTc);
                Maybe(Oxm.MplsBos);
                break;
            case Pbb:
                Maybe(Oxm.PbbIsid);
                break;
            case Ipv4:
                Maybe(Oxm.Ipv4Src);
                Maybe(Oxm.Ipv4Dst);
                break;
            case Ipv6:
                Maybe(Oxm.Ipv6Src);
                Maybe(Oxm.Ipv6Dst);
                Maybe(Oxm.Ipv6FLabel);
                Maybe(Oxm.Ipv6Exthdr);
                break;
        }

        if (etherType is Ipv4 or Ipv6)
            AddIp(etherType, fields, Maybe);
        return fields;
    }

    private void AddIp(ushort etherType, List<OxmField> fields, Action<OxmType, int> maybe)
    {
        maybe(Oxm.IpDscp, 3);
        maybe(Oxm.IpEcn, 3);
        byte[] protocols = [6, 17, 132, etherType == Ipv4 ? (byte)1 : (byte)58, 47];
        if (random.Next(5) == 0)
            return;
        var protocol = protocols[random.Next(protocols.Length)];
        fields.Add(Oxm.IpProto.Is(protocol));
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
                var isSolicitation = random.Next(2) == 0;
                fields.Add(Oxm.Icmpv6Type.Is(isSolicitation ? (byte)135 : (byte)136));
                fields.Add(Oxm.Icmpv6Code.Is(0));
                maybe(Oxm.Ipv6NdTarget, 2);
                maybe(isSolicitation ? Oxm.Ipv6NdSll : Oxm.Ipv6NdTll, 2);
                break;
        }
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

    /// <summary>A field of a type, with a mask at times where the type allows one.</summary>
    public OxmField Field(OxmType type) =>
        (OxmField)_typed.MakeGenericMethod(type.GetType().GetGenericArguments()).Invoke(this, [type])!;

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
        if (limits is not null && type is OxmType<PortNumber> port)
            return port.Is(limits.Port(random));
        var value = Bits(type.Bits);
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
