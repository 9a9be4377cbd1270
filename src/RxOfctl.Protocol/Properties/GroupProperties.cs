namespace RxOfctl.Protocol.Properties;

/// <summary>
/// A property of a group (<c>ofp_group_prop_header</c>, OpenFlow 1.5.1). OpenFlow 1.5, and the groups that Open vSwitch has in 1.0.
/// </summary>
[WireFamily]
public partial interface IGroupProperty;

/// <summary>
/// How a select group chooses its bucket: Netronome's property, which Open vSwitch has (NTRT_SELECTION_METHOD;
/// <c>ntr_group_prop_selection_method</c>). OpenFlow 1.5, and the extension of Open vSwitch for groups in 1.0.
/// </summary>
[WireCode(PropertyFamily.Experimenter, To = OpenFlowVersion.OpenFlow10)]
[WireCode(PropertyFamily.Experimenter, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record SelectionMethodGroupProperty : Property, IGroupProperty
{
    private const uint Netronome = 0x0000_154d;
    private const uint SelectionMethodType = 1;
    private const int MethodLength = 16;

    /// <summary>
    /// The method, at most 16 characters: in Open vSwitch <c>hash</c> or <c>dp_hash</c>; empty is the switch's own choice.
    /// </summary>
    public string SelectionMethod { get; init; } = "";

    /// <summary>The parameter of the method: in Open vSwitch the basis of the hash.</summary>
    public ulong SelectionMethodParam { get; init; }

    /// <summary>The fields on which the choice depends.</summary>
    public ValueList<SelectionField> Fields { get; init; }

    /// <summary>Reads the property from the experimenter's id on.</summary>
    /// <returns>Null where it is another experimenter's property, or another of Netronome's; the reader has not moved then.</returns>
    internal static SelectionMethodGroupProperty? ReadBody(ref WireReader reader)
    {
        var ahead = reader;
        if (ahead.Remaining < 36 || ahead.ReadUInt32() != Netronome || ahead.ReadUInt32() != SelectionMethodType)
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

/// <summary>A field on which the choice of a bucket depends, and which bits of it.</summary>
/// <param name="Type">The field.</param>
/// <param name="Mask">
/// The bits that count, as long as the field. Open vSwitch sets all of the bytes for a whole field, those too that the field leaves over.
/// </param>
public readonly record struct SelectionField(OxmType Type, ByteString Mask) : IWireStructure<SelectionField>
{
    private const int MaxLength = byte.MaxValue - 4;

    static SelectionField IWireStructure<SelectionField>.Read(ref WireReader reader)
    {
        var oxmClass = reader.ReadUInt16();
        var fieldAndMask = reader.ReadByte();
        var length = reader.ReadByte();
        var body = reader.Slice(length);
        if ((fieldAndMask & 1) != 0)
            body.Throw("a field of a selection has a mask for its value, and none beside it");
        var experimenter = oxmClass == OxmClass.Experimenter ? body.ReadUInt32() : 0;
        var field = (byte)(fieldAndMask >> 1);
        return new(KnownFields.Find(oxmClass, field, experimenter) ?? OxmType.Unknown(oxmClass, field, experimenter), body.ReadRest());
    }

    void IWireStructure<SelectionField>.Write(ref WireWriter writer)
    {
        if (Type is null || Mask.Length > MaxLength)
            throw new OpenFlowEncodeException($"A SelectionField has a Type, and a Mask of at most {MaxLength} bytes.");
        var isExperimenters = Type.Class == OxmClass.Experimenter;
        writer.WriteUInt16(Type.Class);
        writer.WriteByte((byte)(Type.Field << 1));
        writer.WriteByte((byte)(Mask.Length + (isExperimenters ? 4 : 0)));
        if (isExperimenters)
            writer.WriteUInt32(Type.Experimenter);
        writer.WriteBytes(Mask.Span);
    }
}
