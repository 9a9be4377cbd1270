using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// How a select group chooses its bucket: Netronome's property, which Open vSwitch has (NTRT_SELECTION_METHOD;
/// <c>ntr_group_prop_selection_method</c>). OpenFlow 1.5, and the extension of Open vSwitch for groups in 1.0.
/// </summary>
public sealed partial record SelectionMethodGroupProperty : GroupProperty
{
    /// <summary>Netronome as an experimenter.</summary>
    internal const uint Netronome = 0x0000_154d;

    private const uint SelectionMethodType = 1;
    private const int MethodLength = 16;

    /// <summary>The method, at most 16 characters: in Open vSwitch <c>hash</c> or <c>dp_hash</c>; empty is the switch's own choice.</summary>
    public string SelectionMethod { get; init; } = "";

    /// <summary>What the method is told beside the fields: in Open vSwitch the basis of the hash.</summary>
    public ulong SelectionMethodParam { get; init; }

    /// <summary>The fields on which the choice depends.</summary>
    public ValueList<SelectionField> Fields { get; init; }

    internal override int CodeIn(OpenFlowVersion version) => new ExperimenterGroupProperty().CodeIn(version);

    /// <summary>Reads the property from the experimenter's id on.</summary>
    /// <returns>Null where it is another property of Netronome; the reader has not moved then.</returns>
    internal static SelectionMethodGroupProperty? ReadAny(ref WireReader reader)
    {
        var ahead = reader;
        ahead.Skip(4);
        if (ahead.Remaining < 32 || ahead.ReadUInt32() != SelectionMethodType)
            return null;
        ahead.Skip(4);
        reader = ahead;
        return new()
        {
            SelectionMethod = reader.ReadText(MethodLength),
            SelectionMethodParam = reader.ReadUInt64(),
            Fields = reader.ReadList<SelectionField>(),
        };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt32(Netronome);
        writer.WriteUInt32(SelectionMethodType);
        writer.Pad(4);
        writer.WriteText(SelectionMethod, MethodLength, "SelectionMethodGroupProperty.SelectionMethod");
        writer.WriteUInt64(SelectionMethodParam);
        writer.WriteList(Fields);
    }
}
