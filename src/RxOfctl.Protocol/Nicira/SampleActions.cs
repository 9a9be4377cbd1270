using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Samples packets for IPFIX (NXAST_SAMPLE).</summary>
[NiciraCode(29)]
public sealed partial record SampleAction : OpenFlowAction
{
    /// <summary>Which part of the packets is sampled, in 65535ths; at least 1.</summary>
    [Field]
    public ushort Probability { get; init; }

    /// <summary>Which set of collectors gets the samples.</summary>
    [Field]
    public uint CollectorSetId { get; init; }

    /// <summary>The observation domain that the samples name.</summary>
    [Field]
    public uint ObsDomainId { get; init; }

    /// <summary>The observation point that the samples name.</summary>
    [Field]
    public uint ObsPointId { get; init; }
}

/// <summary>Samples packets for IPFIX at a port, of which it says what tunnel the packets are in (NXAST_SAMPLE2).</summary>
[NiciraCode(38)]
public sealed partial record Sample2Action : OpenFlowAction
{
    /// <summary>Which part of the packets is sampled, in 65535ths; at least 1.</summary>
    [Field]
    public ushort Probability { get; init; }

    /// <summary>Which set of collectors gets the samples.</summary>
    [Field]
    public uint CollectorSetId { get; init; }

    /// <summary>The observation domain that the samples name.</summary>
    [Field]
    public uint ObsDomainId { get; init; }

    /// <summary>The observation point that the samples name.</summary>
    [Field]
    public uint ObsPointId { get; init; }

    /// <summary>The port, 16 bits.</summary>
    [Field(As = "PortNumber16", PadAfter = 6)]
    public PortNumber SamplingPort { get; init; } = PortNumber.Any;
}

/// <summary>Samples packets for IPFIX at a port in one direction (NXAST_SAMPLE3).</summary>
[NiciraCode(41)]
public sealed partial record Sample3Action : OpenFlowAction
{
    /// <summary>Which part of the packets is sampled, in 65535ths; at least 1.</summary>
    [Field]
    public ushort Probability { get; init; }

    /// <summary>Which set of collectors gets the samples.</summary>
    [Field]
    public uint CollectorSetId { get; init; }

    /// <summary>The observation domain that the samples name.</summary>
    [Field]
    public uint ObsDomainId { get; init; }

    /// <summary>The observation point that the samples name.</summary>
    [Field]
    public uint ObsPointId { get; init; }

    /// <summary>The port, 16 bits.</summary>
    [Field(As = "PortNumber16")]
    public PortNumber SamplingPort { get; init; } = PortNumber.Any;

    /// <summary>The direction.</summary>
    [Field(PadAfter = 5)]
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
