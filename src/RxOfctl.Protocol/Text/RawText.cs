using System.Globalization;

namespace RxOfctl.Protocol.Text;

/// <summary>
/// What <c>ovs-ofctl</c> has no words for: the bytes that it has on the wire, <c>raw:000400080000000a</c>. So unknown fields, actions,
/// instructions and properties are not lost in a text.
/// </summary>
internal static class RawText
{
    public const string Word = "raw";

    public const string InstructionWord = InstructionPrefix + Word;

    private const string InstructionPrefix = "instruction_";

    // What has no words is the same on the wire in every version that has it.
    private const OpenFlowVersion Version = OpenFlowVersion.OpenFlow15;

    public delegate void Write(ref WireWriter writer);

    public delegate T Read<T>(ref WireReader reader);

    /// <summary>The bytes of an instruction, which stands among actions and so has a word of its own.</summary>
    public static string OfInstruction(Instruction instruction) => $"{InstructionPrefix}{Of(instruction)}";

    public static string Of<T>(T structure)
        where T : IWireStructure<T> => Of((ref WireWriter writer) => writer.WriteStructure(structure));

    /// <summary>The bytes of a structure. One that cannot be encoded has none; the text then says why, and nothing reads it back.</summary>
    public static string Of(Write write)
    {
        try
        {
            return Encode(write);
        }
        catch (OpenFlowEncodeException exception)
        {
            return $"<{exception.Message}>";
        }
    }

    private static string Encode(Write write)
    {
        var measure = new WireWriter([], Version, 0);
        write(ref measure);
        var bytes = new byte[measure.Position];
        var writer = new WireWriter(bytes, Version, 0);
        write(ref writer);
        return $"{Word}:{Convert.ToHexStringLower(bytes)}";
    }

    public static T ReadRaw<T>(this TextPart text, string what)
        where T : IWireStructure<T> => text.ReadRaw(what, static (ref WireReader reader) => reader.ReadStructure<T>());

    public static T ReadRaw<T>(this TextPart text, string what, Read<T> read)
    {
        var bytes = text.ReadBytes(what);
        try
        {
            var reader = new WireReader(bytes.Span, Version);
            var structure = read(ref reader);
            if (reader.Remaining > 0)
                text.Fail(string.Create(CultureInfo.InvariantCulture, $"{what} ends {reader.Remaining} bytes before these do"));
            return structure;
        }
        catch (OpenFlowDecodeException exception)
        {
            throw text.Error($"these are no bytes of {what}: {exception.Reason}");
        }
    }
}
