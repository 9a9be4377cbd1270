using System.Globalization;
using System.Text.Json;
using RxOfctl.Cli.Texts;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli.Bytes;

/// <summary>The output form of a message that is given as bytes.</summary>
internal enum FrameForm
{
    /// <summary>As text.</summary>
    Text,

    /// <summary>As a line of JSON.</summary>
    Json,

    /// <summary>Encoded again, or as the numbers of the error.</summary>
    Roundtrip,
}

/// <summary>Where in a capture a message was found.</summary>
/// <param name="Time">When it was captured.</param>
/// <param name="From">The end that sent it.</param>
/// <param name="To">The end that received it.</param>
internal sealed record FrameOrigin(DateTimeOffset Time, string From, string To)
{
    /// <summary>Writes the members <c>time</c>, <c>from</c> and <c>to</c>.</summary>
    public void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteString("time", Time.ToUniversalTime());
        writer.WriteString("from", From);
        writer.WriteString("to", To);
    }

    public override string ToString() => $"{MessageStream.Time(Time)} {From} > {To} ";
}

/// <summary>A message that is given as bytes: decoded, or why not.</summary>
internal sealed class DecodedFrame
{
    // The characters of an invalid line that are shown: enough to find it.
    private const int Shown = 60;

    private readonly OpenFlowMessage? _message;
    private readonly uint _xid;
    private readonly OpenFlowDecodeException? _malformed;

    private DecodedFrame(OpenFlowVersion version, OpenFlowMessage? message, uint xid, OpenFlowDecodeException? malformed)
    {
        Version = version;
        (_message, _xid, _malformed) = (message, xid, malformed);
    }

    public OpenFlowVersion Version { get; }

    public bool IsValid => _malformed is null;

    /// <summary>A message in hexadecimal digits, with white space or without.</summary>
    public static DecodedFrame OfHex(string hex)
    {
        try
        {
            return Of(ByteString.FromHex(hex).Span);
        }
        catch (FormatException)
        {
            var trimmed = hex.Trim();
            var beginning = trimmed.Length <= Shown ? trimmed : trimmed[..Shown] + "...";
            return Bad(
                OpenFlowVersion.OpenFlow10,
                new(OpenFlowError.BadRequestBadLen, 0, $"'{beginning}' is neither a file nor an even number of hexadecimal digits"));
        }
    }

    public static DecodedFrame Of(ReadOnlySpan<byte> bytes)
    {
        var version = bytes.Length > 0 ? (OpenFlowVersion)bytes[0] : OpenFlowVersion.OpenFlow10;
        try
        {
            return new(version, OpenFlowCodec.Decode(bytes, out var xid), xid, null);
        }
        catch (OpenFlowDecodeException malformed)
        {
            return Bad(version, malformed);
        }
    }

    /// <summary>Writes the message in a form; a message that is not valid as an error.</summary>
    /// <param name="output">Where it is written.</param>
    /// <param name="form">The form.</param>
    /// <param name="origin">Where the message was found, for text and JSON; null if it was not in a capture.</param>
    /// <returns>False if the message is not valid.</returns>
    public bool Write(Output output, FrameForm form, FrameOrigin? origin = null)
    {
        if (form == FrameForm.Json)
            output.WriteObject(writer => WriteMembers(writer, origin));
        else if (_message is null)
            output.WriteLine((form == FrameForm.Text ? origin : null) + ErrorLine(_malformed!, form));
        else if (form == FrameForm.Text)
            output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{origin}{Version.ToText()} xid 0x{_xid:x} " +
                    $"{MessageText.Line(_message, new(Version, null))}"));
        else
            return WriteRoundtrip(output, _message);
        return IsValid;
    }

    private void WriteMembers(Utf8JsonWriter writer, FrameOrigin? origin)
    {
        origin?.WriteMembers(writer);
        if (_message is not null)
        {
            MessageJson.WriteMembers(writer, Version, _xid, _message);
            return;
        }

        writer.WriteString("error", $"{_malformed!.Error}");
        writer.WriteNumber("offset", _malformed.Offset);
        writer.WriteString("reason", _malformed.Reason);
    }

    private bool WriteRoundtrip(Output output, OpenFlowMessage message)
    {
        try
        {
            output.WriteLine($"OK {Convert.ToHexStringLower(OpenFlowCodec.Encode(message, Version, _xid))}");
            return true;
        }
        catch (UnsupportedByVersionException unsupported)
        {
            // A HELLO is read in every version, since it negotiates; it is written in those that are defined.
            output.WriteLine(ErrorLine(new(OpenFlowError.BadRequestBadVersion, 0, unsupported.Message), FrameForm.Roundtrip));
            return false;
        }
    }

    private string ErrorLine(OpenFlowDecodeException malformed, FrameForm form)
    {
        if (form != FrameForm.Roundtrip)
            return string.Create(CultureInfo.InvariantCulture, $"ERROR {malformed.Error} at byte {malformed.Offset}: {malformed.Reason}");
        // For programs, as numbers. An undefined version has none of its own; those of 1.3 are the same in all versions for the errors of a
        // header.
        if (!malformed.Error.TryGetNumbers(Version, out var type, out var code))
            malformed.Error.TryGetNumbers(OpenFlowVersion.OpenFlow13, out type, out code);
        return string.Create(CultureInfo.InvariantCulture, $"ERROR {type} {code} {malformed.Offset} {malformed.Reason}");
    }

    private static DecodedFrame Bad(OpenFlowVersion version, OpenFlowDecodeException malformed) => new(version, null, 0, malformed);
}
