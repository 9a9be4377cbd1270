using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RxOfctl.Cli.Texts;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Json;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Cli;

/// <summary>Where results go: text in the layout of <c>ovs-ofctl</c>, or lines of JSON.</summary>
internal sealed class Output(ToolConsole console, Settings settings)
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsJson => settings.Json;

    public TextWriter Writer => console.Out;

    /// <summary>Writes a message: its text, or the message in JSON; of a reply that is a list, the list.</summary>
    public void Write(OpenFlowMessage message, OpenFlowVersion version, SwitchNames? names)
    {
        if (IsJson)
            WriteJson(writer => MessageJson.WriteBody(writer, message));
        else
            MessageText.Write(console.Out, message, new(version, names));
    }

    public void WriteLine(string text) => console.Out.WriteLine(text);

    /// <summary>Writes one of two forms of a result: the text, or the object that is written as JSON.</summary>
    public void Write(string text, Action<Utf8JsonWriter> writeMembers)
    {
        if (IsJson)
            WriteObject(writeMembers);
        else
            console.Out.WriteLine(text);
    }

    /// <summary>Writes an object as a line of JSON.</summary>
    public void WriteObject(Action<Utf8JsonWriter> writeMembers) => WriteJson(writer =>
    {
        writer.WriteStartObject();
        writeMembers(writer);
        writer.WriteEndObject();
    });

    /// <summary>Writes a line of JSON.</summary>
    public void WriteJson(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, JsonOptions))
            write(writer);
        console.Out.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    /// <summary>Writes what is waiting in the buffer, after each event of a stream.</summary>
    public void Flush() => console.Out.Flush();
}

/// <summary>Values of the protocol in JSON, without reflection.</summary>
internal static class JsonValues
{
    /// <summary>Writes a member that is a message or a part of one.</summary>
    public static void WriteProtocol<T>(this Utf8JsonWriter writer, string name, T value)
    {
        writer.WritePropertyName(name);
        writer.WriteProtocol(value);
    }

    /// <summary>Writes a message or a part of one.</summary>
    public static void WriteProtocol<T>(this Utf8JsonWriter writer, T value) => JsonSerializer.Serialize(writer, value, TypeInfo<T>());

    /// <summary>How a type of the protocol is in JSON.</summary>
    public static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)OpenFlowJson.Options.GetTypeInfo(typeof(T));
}
