using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Json;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli;

/// <summary>A message with its header as a line of JSON.</summary>
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
            JsonSerializer.Serialize(writer, message, OpenFlowJson.Options);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
