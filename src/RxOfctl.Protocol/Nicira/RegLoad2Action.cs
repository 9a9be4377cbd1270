using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Sets a field, or with a mask some of its bits (NXAST_REG_LOAD2). OpenFlow 1.0 to 1.4; in 1.5 set the field itself.
/// </summary>
[NiciraCode(33, To = OpenFlowVersion.OpenFlow14)]
public sealed partial record RegLoad2Action : OpenFlowAction
{
    /// <summary>Sets a field.</summary>
    /// <param name="field">The field, its value and perhaps a mask of the bits to set.</param>
    public RegLoad2Action(OxmField field) => Field = field;

    /// <summary>The field, its value and perhaps a mask of the bits to set.</summary>
    public OxmField Field { get; }

    internal static RegLoad2Action ReadBody(ref WireReader reader)
    {
        var field = OxmWire.ReadInAnyVersion(ref reader);
        reader.SkipPadding();
        return new(field);
    }

    internal override void WriteBody(ref WireWriter writer) => OxmWire.WriteInAnyVersion(ref writer, Field);
}
