using System.Text.Json;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Cli;

/// <summary>Messages in JSON.</summary>
internal static class MessageJson
{
    /// <summary>Writes the members <c>version</c>, <c>xid</c> and <c>message</c>.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, OpenFlowVersion version, uint xid, OpenFlowMessage message)
    {
        writer.WriteString("version", version.ToText());
        writer.WriteNumber("xid", xid);
        writer.WriteProtocol("message", message);
    }

    /// <summary>Writes what a reply carries: the list of a list's reply, the whole message otherwise.</summary>
    public static void WriteBody(Utf8JsonWriter writer, OpenFlowMessage message)
    {
        var whole = JsonSerializer.SerializeToElement(message, JsonValues.TypeInfo<OpenFlowMessage>());
        if (message is MultipartReply && whole.TryGetProperty("body", out var body))
            body.WriteTo(writer);
        else
            whole.WriteTo(writer);
    }
}
