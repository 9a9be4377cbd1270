namespace RxOfctl.Protocol.Nicira;

/// <summary>Translates addresses and ports of a connection; within <see cref="CtAction"/> only (NXAST_NAT).</summary>
[NiciraCode(36)]
public sealed partial record NatAction : OpenFlowAction
{
    [Flags]
    private enum Present : ushort
    {
        Ipv4Min = 1 << 0,
        Ipv4Max = 1 << 1,
        Ipv6Min = 1 << 2,
        Ipv6Max = 1 << 3,
        ProtoMin = 1 << 4,
        ProtoMax = 1 << 5,
        All = Ipv4Min | Ipv4Max | Ipv6Min | Ipv6Max | ProtoMin | ProtoMax,
    }

    /// <summary>Which address is translated and how.</summary>
    public NatFlags Flags { get; init; }

    /// <summary>The address to translate to, or the first of a range.</summary>
    public Ipv4Address? RangeIpv4Min { get; init; }

    /// <summary>The last address of the range.</summary>
    public Ipv4Address? RangeIpv4Max { get; init; }

    /// <summary>The address to translate to, or the first of a range.</summary>
    public Ipv6Address? RangeIpv6Min { get; init; }

    /// <summary>The last address of the range.</summary>
    public Ipv6Address? RangeIpv6Max { get; init; }

    /// <summary>The transport port to translate to, or the first of a range.</summary>
    public ushort? RangeProtoMin { get; init; }

    /// <summary>The last transport port of the range.</summary>
    public ushort? RangeProtoMax { get; init; }

    internal static NatAction ReadBody(ref WireReader reader)
    {
        reader.Skip(2);
        var flags = (NatFlags)reader.ReadUInt16();
        var present = (Present)reader.ReadUInt16();
        if ((present & ~Present.All) != 0)
            throw SubfieldWire.Bad(reader.Offset - 2, $"there is no part 0x{(ushort)(present & ~Present.All):x} of a range for NAT");
        return new()
        {
            Flags = flags,
            RangeIpv4Min = (present & Present.Ipv4Min) != 0 ? reader.ReadIpv4Address() : null,
            RangeIpv4Max = (present & Present.Ipv4Max) != 0 ? reader.ReadIpv4Address() : null,
            RangeIpv6Min = (present & Present.Ipv6Min) != 0 ? reader.ReadIpv6Address() : null,
            RangeIpv6Max = (present & Present.Ipv6Max) != 0 ? reader.ReadIpv6Address() : null,
            RangeProtoMin = (present & Present.ProtoMin) != 0 ? reader.ReadUInt16() : null,
            RangeProtoMax = (present & Present.ProtoMax) != 0 ? reader.ReadUInt16() : null,
        };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.Pad(2);
        writer.WriteUInt16((ushort)Flags);
        writer.WriteUInt16((ushort)(
            (RangeIpv4Min is null ? 0 : Present.Ipv4Min)
            | (RangeIpv4Max is null ? 0 : Present.Ipv4Max)
            | (RangeIpv6Min is null ? 0 : Present.Ipv6Min)
            | (RangeIpv6Max is null ? 0 : Present.Ipv6Max)
            | (RangeProtoMin is null ? 0 : Present.ProtoMin)
            | (RangeProtoMax is null ? 0 : Present.ProtoMax)));
        if (RangeIpv4Min is { } ipv4Min)
            writer.WriteIpv4Address(ipv4Min);
        if (RangeIpv4Max is { } ipv4Max)
            writer.WriteIpv4Address(ipv4Max);
        if (RangeIpv6Min is { } ipv6Min)
            writer.WriteIpv6Address(ipv6Min);
        if (RangeIpv6Max is { } ipv6Max)
            writer.WriteIpv6Address(ipv6Max);
        if (RangeProtoMin is { } protoMin)
            writer.WriteUInt16(protoMin);
        if (RangeProtoMax is { } protoMax)
            writer.WriteUInt16(protoMax);
    }
}

/// <summary>Which address is translated and how (<c>nx_nat_flags</c>).</summary>
[Flags]
public enum NatFlags : ushort
{
    /// <summary>What the connection has already.</summary>
    None = 0,

    /// <summary>The source (NX_NAT_F_SRC).</summary>
    Src = 1 << 0,

    /// <summary>The destination (NX_NAT_F_DST).</summary>
    Dst = 1 << 1,

    /// <summary>The same mapping after a restart (NX_NAT_F_PERSISTENT).</summary>
    Persistent = 1 << 2,

    /// <summary>Ports by a hash (NX_NAT_F_PROTO_HASH).</summary>
    ProtoHash = 1 << 3,

    /// <summary>Ports by chance (NX_NAT_F_PROTO_RANDOM).</summary>
    ProtoRandom = 1 << 4,
}
