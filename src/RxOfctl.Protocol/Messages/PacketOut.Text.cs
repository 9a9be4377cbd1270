using System.Diagnostics.CodeAnalysis;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Messages;

/// <content>The syntax of <c>ovs-ofctl</c>: <c>in_port=1 packet=ffffffffffff... actions=output:2</c>.</content>
public sealed partial record PacketOut
{
    /// <summary>
    /// The message in the syntax of <c>ovs-ofctl packet-out</c>, with the whole packet. A packet that the datapath has buffered is written
    /// as <c>buffer_id=</c>, which <see cref="Parse"/> reads but <c>ovs-ofctl</c> does not.
    /// </summary>
    public override string ToString() => PacketOutText.Of(this, Wording.Default);

    /// <summary>The message as <c>ovs-ofctl</c> writes it in a version of the protocol.</summary>
    /// <param name="version">The version.</param>
    /// <param name="names">The names of ports and tables to write in place of their numbers.</param>
    public string ToText(OpenFlowVersion version, SwitchNames? names = null) => PacketOutText.Of(this, Wording.Of(version, names));

    /// <summary>
    /// Reads a packet-out in the syntax of <c>ovs-ofctl</c>(8). Without <c>in_port</c> it is <see cref="PortNumber.Controller"/>; without
    /// actions the packet is dropped. Pipeline fields such as <c>metadata</c> need OpenFlow 1.5 to be sent.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="version">The version in which the message is going to be sent, which decides what some actions stand for.</param>
    /// <param name="names">The names of ports and tables that the text may use.</param>
    /// <exception cref="OpenFlowFormatException">The text is not a packet-out.</exception>
    public static PacketOut Parse(string text, OpenFlowVersion version = OpenFlowVersion.OpenFlow13, SwitchNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PacketOutText.Read(new(text, names), version);
    }

    /// <summary>Reads a packet-out as <see cref="Parse"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="message">The message.</param>
    /// <param name="version">The version in which the message is going to be sent.</param>
    /// <returns>False if the text is not a packet-out.</returns>
    public static bool TryParse(
        [NotNullWhen(true)] string? text, [NotNullWhen(true)] out PacketOut? message,
        OpenFlowVersion version = OpenFlowVersion.OpenFlow13) =>
        TextParser.TryParse(text, version, static (text, version) => Parse(text, version), out message);
}
