using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Ends the actions of the flow and of all that resubmitted to it (NXAST_EXIT).</summary>
[WireCode(17)]
public sealed partial record ExitAction : NiciraAction
{
    /// <inheritdoc/>
    public override string ToString() => "exit";

    internal static ExitAction ReadBody(ref WireReader reader)
    {
        reader.SkipPadding();
        return new();
    }

    internal override void WriteNicira(ref WireWriter writer) => writer.Pad(6);
}
