namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Samples packets for IPFIX (NXAST_SAMPLE), at a port, of which it says what tunnel the packets are in (NXAST_SAMPLE2), in one direction
/// (NXAST_SAMPLE3). It is sent in the oldest of these forms that can carry it.
/// </summary>
[NiciraCode(29, Layout = "Sample")]
[NiciraCode(38, Layout = "Sample2")]
[NiciraCode(41)]
[WireLayout("Sample", Sampled)]
[WireLayout("Sample2", Sampled + "PortNumber16 SamplingPort")]
public sealed partial record SampleAction : OpenFlowAction
{
    private const string Sampled = "u16 Probability\nu32 CollectorSetId\nu32 ObsDomainId\nu32 ObsPointId\n";

    /// <summary>Which part of the packets is sampled, in 65535ths; at least 1.</summary>
    public ushort Probability { get; init; }

    /// <summary>Which set of collectors gets the samples.</summary>
    public uint CollectorSetId { get; init; }

    /// <summary>The observation domain that the samples name.</summary>
    public uint ObsDomainId { get; init; }

    /// <summary>The observation point that the samples name.</summary>
    public uint ObsPointId { get; init; }

    /// <summary>The port, 16 bits; <see cref="PortNumber.Any"/> is none.</summary>
    [Field(As = "PortNumber16")]
    public PortNumber SamplingPort { get; init; } = PortNumber.Any;

    /// <summary>The direction.</summary>
    public SampleDirection Direction { get; init; }
}

/// <summary>Which packets at a port are sampled (<c>nx_action_sample_direction</c>).</summary>
public enum SampleDirection : byte
{
    /// <summary>The datapath decides.</summary>
    Default = 0,

    /// <summary>Those that come in.</summary>
    Ingress = 1,

    /// <summary>Those that go out.</summary>
    Egress = 2,
}
