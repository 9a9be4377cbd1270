using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Does nothing, but keeps bytes with the flow (NXAST_NOTE).</summary>
[NiciraCode(8)]
public sealed partial record NoteAction : OpenFlowAction
{
    /// <summary>The action without bytes.</summary>
    public NoteAction()
    {
    }

    /// <summary>Keeps bytes.</summary>
    public NoteAction(ByteString note) => Note = note;

    /// <summary>The bytes. On the wire zeros follow until there are six, or six more than a multiple of eight; so they come back with those.</summary>
    [Field]
    public ByteString Note { get; init; }
}
