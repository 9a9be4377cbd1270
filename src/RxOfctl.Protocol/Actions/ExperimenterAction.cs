using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>An experimenter's action that this library does not know (OFPAT_EXPERIMENTER, OpenFlow 1.3.5 §7.2.5; OFPAT_VENDOR in 1.0).</summary>
[WireCode(Type, ReadBy = nameof(ReadAny))]
public sealed partial record ExperimenterAction : OpenFlowAction
{
    internal const int Type = 0xffff;

    /// <summary>The experimenter: an IEEE OUI, or a number above 0x00ffffff that the ONF gave.</summary>
    [Field]
    public uint ExperimenterId { get; init; }

    /// <summary>What follows; the action's length is padded to a multiple of eight bytes.</summary>
    [Field]
    public ByteString Data { get; init; }

    internal static OpenFlowAction ReadAny(ref WireReader reader)
    {
        var ahead = reader;
        if (ahead.Remaining < 6 || ReadExperimenter(ahead.ReadUInt32(), ahead.ReadUInt16(), ref ahead) is not { } known)
            return ReadBody(ref reader);
        // An experimenter's header leaves its action at other than a multiple of eight bytes.
        ahead.SkipPadding();
        reader = ahead;
        return known;
    }
}
