using System.Diagnostics.CodeAnalysis;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Matching;

/// <content>The syntax of <c>ovs-ofctl</c>: <c>tcp,in_port=1,nw_dst=10.0.0.0/8,tp_dst=80</c>.</content>
public partial class Match
{
    /// <summary>
    /// The match in the syntax of <c>ovs-ofctl</c>: <c>in_port=1,dl_dst=00:00:00:00:00:02</c>; empty for a match of everything. A field
    /// that its name does not say wholly is written by its header, as in <c>OXM_OF_TCP_DST[]=0x50</c>: one that lacks its prerequisites,
    /// one with a mask of all ones or of none. A field that this library does not know is written as its bytes, <c>raw:80dc0401020304</c>.
    /// Fields of Nicira that mean the same as one of the specification (NXM_OF_ETH_SRC) are written, and so come back, as that one.
    /// </summary>
    public override string ToString() => MatchWriter.Write(this, Wording.Default);

    /// <summary>The match as <c>ovs-ofctl</c> writes it in a version of the protocol.</summary>
    /// <param name="version">The version.</param>
    /// <param name="names">The names of ports and tables to write in place of their numbers.</param>
    public string ToText(OpenFlowVersion version, SwitchNames? names = null) => MatchWriter.Write(this, Wording.Of(version, names));

    /// <summary>
    /// Reads a match in the syntax of <c>ovs-ofctl</c>(8) and <c>ovs-fields</c>(7). The fields are those of the specification, where it has
    /// them, in the order in which Open vSwitch writes them. A mask of all ones is none; a field with a mask of zero is left out.
    /// </summary>
    /// <param name="text">The text: words and fields with commas or white space between them. Nothing is a match of everything.</param>
    /// <param name="version">
    /// The version in which the match is going to be sent. It decides which field a name means that has more than one: <c>tcp_flags</c> is
    /// Nicira's before OpenFlow 1.3, the ONF's before 1.5, then the specification's; likewise <c>tun_id</c> and <c>actset_output</c>.
    /// </param>
    /// <param name="names">The names of ports and tables that the text may use.</param>
    /// <exception cref="OpenFlowFormatException">The text is none of a match, or a field lacks what it needs beside it.</exception>
    public static Match Parse(string text, OpenFlowVersion version = OpenFlowVersion.OpenFlow13, SwitchNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return MatchReader.Read(new(text, names), version);
    }

    /// <summary>Reads a match as <see cref="Parse"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="match">The match.</param>
    /// <param name="version">The version in which the match is going to be sent.</param>
    /// <returns>False if the text is none of a match.</returns>
    public static bool TryParse(
        [NotNullWhen(true)] string? text, [NotNullWhen(true)] out Match? match, OpenFlowVersion version = OpenFlowVersion.OpenFlow13) =>
        TextParser.TryParse(text, version, static (text, version) => Parse(text, version), out match);
}
