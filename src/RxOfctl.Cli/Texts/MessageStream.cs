using System.Globalization;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli.Texts;

/// <summary>Messages of a stream, one a line.</summary>
internal static class MessageStream
{
    public static void Write(Output output, DateTimeOffset time, uint xid, OpenFlowMessage message, Phrasing phrasing)
    {
        if (output.IsJson)
        {
            output.WriteObject(writer =>
            {
                writer.WriteString("time", time.ToUniversalTime());
                MessageJson.WriteMembers(writer, phrasing.Version, xid, message);
            });
        }
        else
        {
            output.WriteLine($"{Time(time)} {MessageText.Line(message, phrasing)}");
        }

        output.Flush();
    }

    /// <summary>The time of day, UTC.</summary>
    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
