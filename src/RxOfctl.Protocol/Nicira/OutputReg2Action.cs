using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Sends the packet to the port whose number is in a field, of an experimenter or not (NXAST_OUTPUT_REG2).</summary>
[NiciraCode(32)]
public sealed partial record OutputReg2Action : OpenFlowAction
{
    /// <summary>Sends the packet to the port that some bits tell.</summary>
    public OutputReg2Action(Subfield src) => Src = src ?? throw new ArgumentNullException(nameof(src));

    /// <summary>The bits.</summary>
    public Subfield Src { get; }

    /// <summary>How many bytes of the packet go out if the port is the controller.</summary>
    public ushort MaxLen { get; init; } = 0xffff;

    internal static OutputReg2Action ReadBody(ref WireReader reader)
    {
        var (start, bits) = reader.ReadShortRange();
        var maxLen = reader.ReadUInt16();
        var src = reader.ToSubfield(reader.ReadFieldHeader(), start, bits);
        reader.SkipPadding();
        return new(src) { MaxLen = maxLen };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteShortRange(Src, "OutputReg2Action.Src");
        writer.WriteUInt16(MaxLen);
        writer.WriteFieldHeader(Src.Field);
    }
}
