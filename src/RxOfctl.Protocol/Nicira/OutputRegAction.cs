using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Sends the packet to the port whose number is in a field that is not an experimenter's (NXAST_OUTPUT_REG).</summary>
[NiciraCode(15)]
public sealed partial record OutputRegAction : OpenFlowAction
{
    /// <summary>Sends the packet to the port that some bits tell.</summary>
    public OutputRegAction(Subfield src) => Src = src ?? throw new ArgumentNullException(nameof(src));

    /// <summary>The bits.</summary>
    public Subfield Src { get; }

    /// <summary>How many bytes of the packet go out if the port is the controller.</summary>
    public ushort MaxLen { get; init; } = 0xffff;

    internal static OutputRegAction ReadBody(ref WireReader reader)
    {
        var (start, bits) = reader.ReadShortRange();
        var action = new OutputRegAction(reader.ToSubfield(reader.ReadShortFieldHeader(), start, bits)) { MaxLen = reader.ReadUInt16() };
        reader.Skip(6);
        return action;
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteShortRange(Src, "OutputRegAction.Src");
        writer.WriteShortFieldHeader(Src.Field, "OutputRegAction.Src");
        writer.WriteUInt16(MaxLen);
        writer.Pad(6);
    }
}
