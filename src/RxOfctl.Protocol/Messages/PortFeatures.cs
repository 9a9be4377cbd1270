using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// What an Ethernet port can do (<c>ofp_port_features</c>, OpenFlow 1.3.5 §7.2.1). OpenFlow 1.0 has no rates above 10 Gbit/s, and the bits
/// from <see cref="Copper"/> on four places lower. Bits that no version defines are kept, but for the highest four of OpenFlow 1.0, for which
/// there is no room and which are lost when they are read; they cannot be written in 1.0 either.
/// </summary>
[Flags]
public enum PortFeatures : uint
{
    /// <summary>Nothing of what follows.</summary>
    None = 0,

    /// <summary>10 Mbit/s, half duplex.</summary>
    HalfDuplex10Mb = 1 << 0,

    /// <summary>10 Mbit/s, full duplex.</summary>
    FullDuplex10Mb = 1 << 1,

    /// <summary>100 Mbit/s, half duplex.</summary>
    HalfDuplex100Mb = 1 << 2,

    /// <summary>100 Mbit/s, full duplex.</summary>
    FullDuplex100Mb = 1 << 3,

    /// <summary>1 Gbit/s, half duplex.</summary>
    HalfDuplex1Gb = 1 << 4,

    /// <summary>1 Gbit/s, full duplex.</summary>
    FullDuplex1Gb = 1 << 5,

    /// <summary>10 Gbit/s, full duplex.</summary>
    FullDuplex10Gb = 1 << 6,

    /// <summary>40 Gbit/s, full duplex (1.1 and later).</summary>
    FullDuplex40Gb = 1 << 7,

    /// <summary>100 Gbit/s, full duplex (1.1 and later).</summary>
    FullDuplex100Gb = 1 << 8,

    /// <summary>1 Tbit/s, full duplex (1.1 and later).</summary>
    FullDuplex1Tb = 1 << 9,

    /// <summary>Another rate (1.1 and later).</summary>
    Other = 1 << 10,

    /// <summary>Copper medium.</summary>
    Copper = 1 << 11,

    /// <summary>Fiber medium.</summary>
    Fiber = 1 << 12,

    /// <summary>Auto-negotiation.</summary>
    Autoneg = 1 << 13,

    /// <summary>Pause.</summary>
    Pause = 1 << 14,

    /// <summary>Asymmetric pause.</summary>
    PauseAsym = 1 << 15,
}

/// <summary>The features of a port on the wire.</summary>
internal static class PortFeaturesWire
{
    private const uint SameInAll = 0x7f;
    private const uint Only11 = 0x780;
    private const int Shift10 = 4;

    public static PortFeatures ReadPortFeatures(this ref WireReader reader)
    {
        var bits = reader.ReadUInt32();
        return (PortFeatures)(reader.Version == OpenFlowVersion.OpenFlow10 ? (bits & SameInAll) | (bits & ~SameInAll) << Shift10 : bits);
    }

    public static void WritePortFeatures(this ref WireWriter writer, PortFeatures features, string member)
    {
        var bits = (uint)features;
        if (writer.Version == OpenFlowVersion.OpenFlow10)
        {
            if ((bits & Only11) != 0)
                writer.Refuse(member, features & (PortFeatures)Only11);
            bits = (bits & SameInAll) | (bits & ~SameInAll) >> Shift10;
        }

        writer.WriteUInt32(bits);
    }
}
