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
