using System.Globalization;
using System.Text.Json;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Json;

/// <summary>The form in which a record was decoded, as the member <c>$form</c>: the version's number on the wire, a colon, the form's number.</summary>
internal static class JsonForms
{
    public const string Name = "$form";

    public static void Write(Utf8JsonWriter writer, Kept<byte> form)
    {
        if (form.TryGet(form.Version, out var number) && form.Version != 0)
            writer.WriteString(Name, string.Create(CultureInfo.InvariantCulture, $"{(byte)form.Version}:{number}"));
    }

    /// <summary>The form that an object names, wherever among its members; none where it names none.</summary>
    /// <exception cref="JsonException">It names something else.</exception>
    public static Kept<byte> Find(Utf8JsonReader reader)
    {
        while (JsonObjects.ReadName(ref reader) is { } name)
        {
            if (name == Name)
                return Parse(reader.GetString());
            reader.Skip();
        }

        return default;
    }

    private static Kept<byte> Parse(string? text)
    {
        var parts = (text ?? "").Split(':');
        return parts.Length == 2
            && byte.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && byte.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new((OpenFlowVersion)version, number)
            : throw new JsonException($"{Name} is a version's number, a colon and a form's number, not {text}.");
    }
}
