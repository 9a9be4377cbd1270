using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

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
        return new(Oxm.Find(oxmClass, field) ?? ExtensionFields.Find(oxmClass, field, experimenter) ?? OxmType.Unknown(oxmClass, field, experimenter), body.ReadRest());
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
