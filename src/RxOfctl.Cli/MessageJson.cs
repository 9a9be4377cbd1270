using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli;

/// <summary>A message as a line of JSON: its members under their names, addresses and bytes as text, numbers as numbers.</summary>
internal static class MessageJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(OpenFlowVersion version, uint xid, OpenFlowMessage message)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("version", version.ToText());
            writer.WriteNumber("xid", xid);
            writer.WritePropertyName("message");
            Write(writer, message);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case byte or ushort or uint or ulong:
                writer.WriteNumberValue(Convert.ToUInt64(value, null));
                break;
            case PortNumber { IsReserved: false } port:
                writer.WriteNumberValue(port.Value);
                break;
            case OxmField field:
                Write(writer, field);
                break;
            case string or Enum or ByteString or MacAddress or Ipv4Address or Ipv6Address or DatapathId or OpenFlowError
                or PortNumber or GroupId or TableId:
                writer.WriteStringValue(value.ToString());
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                WriteMembers(writer, value);
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, OxmField field)
    {
        // As it is written: name=value or name=value/mask.
        var text = field.ToString()[(field.Type.ToString().Length + 1)..];
        var slash = field.HasMask ? text.IndexOf('/', StringComparison.Ordinal) : -1;
        writer.WriteStartObject();
        writer.WriteString("field", field.Type.ToString());
        writer.WriteString("value", slash < 0 ? text : text[..slash]);
        if (slash >= 0)
            writer.WriteString("mask", text[(slash + 1)..]);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, object value)
    {
        writer.WriteStartObject();
        writer.WriteString("type", value.GetType().Name);
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            writer.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(property.Name));
            Write(writer, property.GetValue(value));
        }

        writer.WriteEndObject();
    }
}
