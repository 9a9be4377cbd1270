using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// A message of Nicira that Open vSwitch has (NXT_*): an experimenter's message of which the first 32 bits are a subtype. A subtype that this
/// library does not know stays an <see cref="Experimenter"/>.
/// </summary>
[WireFamily(CodeMethod = nameof(SubtypeIn), WriteMethod = nameof(WriteNicira))]
public abstract partial record NiciraMessage : OpenFlowMessage
{
    private const int ExperimenterType = 4;

    private protected NiciraMessage()
    {
    }

    internal sealed override int CodeIn(OpenFlowVersion version) => SubtypeIn(version) < 0 ? -1 : ExperimenterType;

    internal sealed override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt32(NiciraExperimenter.Id);
        writer.WriteUInt32((uint)SubtypeIn(writer.Version));
        WriteNicira(ref writer);
    }

    /// <summary>The message's subtype in a version, or -1 where Open vSwitch does not have the message in that version.</summary>
    internal abstract int SubtypeIn(OpenFlowVersion version);

    /// <summary>Writes what follows the subtype.</summary>
    internal abstract void WriteNicira(ref WireWriter writer);

    /// <summary>Reads a message from the experimenter's id on.</summary>
    /// <returns>Null where the subtype is not known; the reader has not moved then.</returns>
    internal static NiciraMessage? ReadAny(ref WireReader reader)
    {
        var ahead = reader;
        ahead.Skip(4);
        if (ahead.Remaining < 4 || ReadKnown((int)ahead.ReadUInt32(), ref ahead) is not { } known)
            return null;
        reader = ahead;
        return known;
    }
}
