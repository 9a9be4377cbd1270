using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>An experimenter's message that this library does not know (OFPT_EXPERIMENTER, OpenFlow 1.3.5 §7.5.5; OFPT_VENDOR in 1.0).</summary>
[WireCode(Type, ReadBy = nameof(ReadAny))]
public sealed partial record Experimenter : OpenFlowMessage
{
    internal const byte Type = 4;

    /// <summary>The experimenter: an IEEE OUI, or a number above 0x00ffffff that the ONF gave.</summary>
    [Field]
    public uint ExperimenterId { get; init; }

    /// <summary>The type that the experimenter gave; OpenFlow 1.1 and later. In 1.0 it is part of <see cref="Data"/>, if there is one.</summary>
    [Field(From = OpenFlowVersion.OpenFlow11)]
    public uint ExpType { get; init; }

    /// <summary>What follows.</summary>
    [Field]
    public ByteString Data { get; init; }

    internal static OpenFlowMessage ReadAny(ref WireReader reader)
    {
        var ahead = reader;
        if (ahead.Remaining < 8 || ReadExperimenter(ahead.ReadUInt32(), ahead.ReadUInt32(), ref ahead) is not { } known)
            return ReadBody(ref reader);
        reader = ahead;
        return known;
    }
}
