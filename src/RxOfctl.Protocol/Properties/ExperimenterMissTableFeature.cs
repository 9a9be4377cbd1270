using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>An experimenter's property of what the table-miss flow can do (OFPTFPT_EXPERIMENTER_MISS).</summary>
[WireCode(0xffff, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record ExperimenterMissTableFeature : TableFeature
{
    /// <summary>The experimenter: an IEEE OUI, or a number above 0x00ffffff that the ONF gave.</summary>
    [Field]
    public uint ExperimenterId { get; init; }

    /// <summary>The type that the experimenter gave.</summary>
    [Field]
    public uint ExpType { get; init; }

    /// <summary>What follows.</summary>
    [Field]
    public ByteString Data { get; init; }
}
