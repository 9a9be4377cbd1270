namespace RxOfctl.Protocol.Properties;

/// <summary>
/// A property of a port (<c>ofp_port_desc_prop_header</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later; before, a port has the members of
/// <see cref="EthernetPortProperty"/> in fixed places.
/// </summary>
[WireFamily]
public partial interface IPortProperty;

/// <summary>
/// What an Ethernet port can do (OFPPDPT_ETHERNET; <c>ofp_port_desc_prop_ethernet</c>, OpenFlow 1.4.1). In versions before, the port has it
/// in fixed places.
/// </summary>
[WireCode(0, From = OpenFlowVersion.OpenFlow14)]
[WireLayout("1.0-1.5", """
    pad 4 since 1.4
    PortFeatures Curr
    PortFeatures Advertised
    PortFeatures Supported
    PortFeatures Peer
    u32 CurrSpeed since 1.1
    u32 MaxSpeed since 1.1
    """)]
public sealed partial record EthernetPortProperty : Property, IPortProperty
{
    /// <summary>What the port uses now.</summary>
    public PortFeatures Curr { get; init; }

    /// <summary>What the port offers its peer.</summary>
    public PortFeatures Advertised { get; init; }

    /// <summary>What the port supports.</summary>
    public PortFeatures Supported { get; init; }

    /// <summary>What the port's peer offers.</summary>
    public PortFeatures Peer { get; init; }

    /// <summary>The port's bit rate in kbit/s.</summary>
    public uint CurrSpeed { get; init; }

    /// <summary>The port's highest bit rate in kbit/s.</summary>
    public uint MaxSpeed { get; init; }
}

/// <summary>
/// What an optical port can do (OFPPDPT_OPTICAL; <c>ofp_port_desc_prop_optical</c>, OpenFlow 1.4.1). Frequencies are in MHz and
/// wavelengths in nm * 100, power in dBm * 10.
/// </summary>
[WireCode(1, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record OpticalPortProperty : Property, IPortProperty
{
    /// <summary>What the port supports.</summary>
    [Field(PadBefore = 4)]
    public OpticalPortFeatures Supported { get; init; }

    /// <summary>The lowest frequency or wavelength sent.</summary>
    public uint TxMinFreqLmda { get; init; }

    /// <summary>The highest frequency or wavelength sent.</summary>
    public uint TxMaxFreqLmda { get; init; }

    /// <summary>The spacing of the grid in which is sent.</summary>
    public uint TxGridFreqLmda { get; init; }

    /// <summary>The lowest frequency or wavelength received.</summary>
    public uint RxMinFreqLmda { get; init; }

    /// <summary>The highest frequency or wavelength received.</summary>
    public uint RxMaxFreqLmda { get; init; }

    /// <summary>The spacing of the grid in which is received.</summary>
    public uint RxGridFreqLmda { get; init; }

    /// <summary>The lowest power of the transmitter.</summary>
    public ushort TxPwrMin { get; init; }

    /// <summary>The highest power of the transmitter.</summary>
    public ushort TxPwrMax { get; init; }
}

/// <summary>What an optical port can do (<c>ofp_optical_port_features</c>, OpenFlow 1.4.1).</summary>
[Flags]
public enum OpticalPortFeatures : uint
{
    /// <summary>Nothing of what follows.</summary>
    None = 0,

    /// <summary>The receiver can be tuned (OFPOPF_RX_TUNE).</summary>
    RxTune = 1 << 0,

    /// <summary>The transmitter can be tuned (OFPOPF_TX_TUNE).</summary>
    TxTune = 1 << 1,

    /// <summary>The power can be configured (OFPOPF_TX_PWR).</summary>
    TxPwr = 1 << 2,

    /// <summary>Frequencies are meant, not wavelengths (OFPOPF_USE_FREQ).</summary>
    UseFreq = 1 << 3,
}

/// <summary>
/// The pipeline fields that the port sets for packets it receives (OFPPDPT_PIPELINE_INPUT; <c>ofp_port_desc_prop_oxm</c>, OpenFlow 1.5.1).
/// OpenFlow 1.5.
/// </summary>
[WireCode(2, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record PipelineInputPortProperty : Property, IPortProperty
{
    /// <summary>The fields.</summary>
    public ValueList<OxmId> OxmIds { get; init; }
}

/// <summary>
/// The pipeline fields that the port uses for packets it sends (OFPPDPT_PIPELINE_OUTPUT; <c>ofp_port_desc_prop_oxm</c>, OpenFlow 1.5.1).
/// OpenFlow 1.5.
/// </summary>
[WireCode(3, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record PipelineOutputPortProperty : Property, IPortProperty
{
    /// <summary>The fields.</summary>
    public ValueList<OxmId> OxmIds { get; init; }
}

/// <summary>
/// The ports by which packets come back that were sent to this one (OFPPDPT_RECIRCULATE; <c>ofp_port_desc_prop_recirculate</c>, OpenFlow
/// 1.5.1). OpenFlow 1.5.
/// </summary>
[WireCode(4, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record RecirculatePortProperty : Property, IPortProperty
{
    /// <summary>The ports.</summary>
    [Field(As = "PortNumbers")]
    public ValueList<PortNumber> PortNos { get; init; }
}

/// <summary>
/// What an Ethernet port can do (<c>ofp_port_features</c>, OpenFlow 1.3.5 §7.2.1). OpenFlow 1.0 has no rates above 10 Gbit/s, and the bits
/// from <see cref="Copper"/> on four places lower. Bits that no version defines are kept, but for the highest four of OpenFlow 1.0, for
/// which there is no room and which are lost when they are read; they cannot be written in 1.0 either.
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
