using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>An experimenter's action that this library does not know (OFPAT_EXPERIMENTER, OpenFlow 1.3.5 §A.2.5; OFPAT_VENDOR in 1.0).</summary>
[WireCode(0xffff)]
public sealed partial record ExperimenterAction : OpenFlowAction
{
    /// <summary>The experimenter: an IEEE OUI, or a number above 0x00ffffff that the ONF gave.</summary>
    [Field]
    public uint ExperimenterId { get; init; }

    /// <summary>What follows; the action's length is padded to a multiple of eight bytes.</summary>
    [Field]
    public ByteString Data { get; init; }
}
