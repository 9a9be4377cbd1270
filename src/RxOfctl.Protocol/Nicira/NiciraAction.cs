using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// An action of Nicira that Open vSwitch has (NXAST_*): an experimenter's action of which the first 16 bits are a subtype. A subtype that
/// this library does not know stays an <see cref="ExperimenterAction"/>.
/// </summary>
[WireFamily(CodeMethod = nameof(SubtypeIn), WriteMethod = nameof(WriteNicira))]
public abstract partial record NiciraAction : OpenFlowAction
{
    private const int Experimenter = 0xffff;

    private protected NiciraAction()
    {
    }

    internal sealed override int CodeIn(OpenFlowVersion version) => SubtypeIn(version) < 0 ? -1 : Experimenter;

    internal sealed override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt32(NiciraExperimenter.Id);
        writer.WriteUInt16((ushort)SubtypeIn(writer.Version));
        WriteNicira(ref writer);
    }

    /// <summary>The action's subtype in a version, or -1 where Open vSwitch does not have the action in that version.</summary>
    internal abstract int SubtypeIn(OpenFlowVersion version);

    /// <summary>Writes what follows the subtype.</summary>
    internal abstract void WriteNicira(ref WireWriter writer);

    /// <summary>Reads an action from the experimenter's id on.</summary>
    /// <returns>Null where the subtype is not known; the reader has not moved then.</returns>
    internal static NiciraAction? ReadAny(ref WireReader reader)
    {
        var ahead = reader;
        ahead.Skip(4);
        if (ahead.Remaining < 2 || ReadKnown(ahead.ReadUInt16(), ref ahead) is not { } known)
            return null;
        reader = ahead;
        return known;
    }
}
