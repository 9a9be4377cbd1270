using System.Globalization;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli;

/// <summary>The output for one message in hexadecimal.</summary>
/// <param name="IsGood">Whether it is a valid message.</param>
/// <param name="Text">The output, one line.</param>
internal sealed record MessageReport(bool IsGood, string Text)
{
    // The characters of an invalid line that are shown: enough to find it.
    private const int Shown = 60;

    public static MessageReport Of(string hex, MessageForm form)
    {
        byte[] bytes;
        try
        {
            bytes = ByteString.FromHex(hex).ToArray();
        }
        catch (FormatException)
        {
            var reason = $"'{Beginning(hex.Trim())}' is not an even number of hexadecimal digits";
            return Bad(OpenFlowVersion.OpenFlow10, form, new(OpenFlowError.BadRequestBadLen, 0, reason));
        }

        var version = bytes.Length > 0 ? (OpenFlowVersion)bytes[0] : OpenFlowVersion.OpenFlow10;
        try
        {
            var message = OpenFlowCodec.Decode(bytes, out var xid);
            return new(true, form switch
            {
                MessageForm.Roundtrip => $"OK {Convert.ToHexStringLower(OpenFlowCodec.Encode(message, version, xid))}",
                MessageForm.Json => MessageJson.Of(version, xid, message),
                _ => string.Create(CultureInfo.InvariantCulture, $"{version.ToText()} xid 0x{xid:x} {Described(message)}"),
            });
        }
        catch (OpenFlowDecodeException malformed)
        {
            return Bad(version, form, malformed);
        }
        catch (UnsupportedByVersionException unsupported)
        {
            // A HELLO is read in every version, since it negotiates; it is written in those that are defined.
            return Bad(version, form, new(OpenFlowError.BadRequestBadVersion, 0, unsupported.Message));
        }
    }

    // The notation of ovs-ofctl does not name the type of the message.
    private static string Described(OpenFlowMessage message) =>
        message is FlowMod or GroupMod or MeterMod ? $"{message.GetType().Name} {message}" : $"{message}";

    private static string Beginning(string text) => text.Length <= Shown ? text : text[..Shown] + "...";

    private static MessageReport Bad(OpenFlowVersion version, MessageForm form, OpenFlowDecodeException malformed)
    {
        if (form != MessageForm.Roundtrip)
            return new(false, string.Create(
                CultureInfo.InvariantCulture, $"ERROR {malformed.Error} at byte {malformed.Offset}: {malformed.Reason}"));
        // For programs, as numbers. An undefined version has none of its own; those of 1.3 are the same in all versions for the errors of a
        // header.
        if (!malformed.Error.TryGetNumbers(version, out var type, out var code))
            malformed.Error.TryGetNumbers(OpenFlowVersion.OpenFlow13, out type, out code);
        return new(false, string.Create(CultureInfo.InvariantCulture, $"ERROR {type} {code} {malformed.Offset} {malformed.Reason}"));
    }
}
