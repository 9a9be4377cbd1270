using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Parts of actions as <c>ovs-ofctl</c> writes them.</summary>
internal static class ActionText
{
    /// <summary>Actions with commas between them; <c>drop</c> if there are none.</summary>
    public static string Of(ValueList<OpenFlowAction> actions) => actions.IsEmpty ? "drop" : string.Join(',', actions);

    /// <summary>The setting of a field. Beside a mask a number stays as it is by itself, and the mask is hexadecimal.</summary>
    public static string SetField(in OxmField field) =>
        field.Type.IsUnknown ? RawText.Of<OpenFlowAction>(new SetFieldAction(field)) : $"set_field:{Value(field)}->{FieldNames.InActions(field.Type)}";

    private static string Value(in OxmField field) =>
        field.HasMask && field.Type is (OxmType<byte> or OxmType<ushort> or OxmType<uint>) && FieldValueReader.Flags(field.Type) is null
            ? $"{field.Type.Format(field.Number)}/{ValueText.Hex(field.Mask)}"
            : field.ValueText;

    /// <summary>Bytes with dots between them.</summary>
    public static string Dotted(ByteString bytes) => Convert.ToHexStringLower(bytes.Span) is var digits && digits.Length > 0
        ? string.Join('.', digits.Chunk(2).Select(pair => new string(pair)))
        : "";

    /// <summary>The parts that are there, with commas between them.</summary>
    public static string Joined(params ReadOnlySpan<string?> parts)
    {
        var there = new List<string>();
        foreach (var part in parts)
        {
            if (part is not null)
                there.Add(part);
        }

        return string.Join(',', there);
    }
}
