using System.Diagnostics.CodeAnalysis;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Messages;

/// <content>The syntax of <c>ovs-ofctl</c>: <c>table=1,priority=10,tcp,tp_dst=80,actions=output:2</c>.</content>
public sealed partial record FlowMod
{
    /// <summary>
    /// The flow in the syntax of <c>ovs-ofctl</c>(8), laid out as <c>dump-flows</c> does it: <c>cookie=0x1, table=1,
    /// priority=10,tcp,tp_dst=80 actions=output:2</c>. A command other than to add comes first, as in a file of flows for a bundle:
    /// <c>delete table=1, tcp actions=drop</c>. What <c>ovs-ofctl</c> has no words for has some of its own, which <see cref="Parse"/> reads
    /// but <c>ovs-ofctl</c> does not: <c>buffer_id=</c>, <c>emerg</c>, and bytes behind <c>raw:</c>. Not written are instructions to apply
    /// no actions, and that several such follow each other.
    /// </summary>
    public override string ToString() => FlowText.Of(this, Wording.Default);

    /// <summary>
    /// The flow as <c>ovs-ofctl</c> writes it in a version of the protocol: in 1.0 and 1.1 some actions have other words than later.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="names">The names of ports and tables to write in place of their numbers.</param>
    public string ToText(OpenFlowVersion version, SwitchNames? names = null) => FlowText.Of(this, Wording.Of(version, names));

    /// <summary>
    /// Reads a flow in the syntax of <c>ovs-ofctl</c>(8):
    /// <c>table=1,priority=10,tcp,tp_dst=80,idle_timeout=60,cookie=0x1,actions=output:2</c>. Counters of a dump are passed over. Of what
    /// the text does not say the priority is 0x8000, the table is 0, or from OpenFlow 1.2 on all of them for a deletion, and all else is
    /// zero or nothing.
    /// </summary>
    /// <param name="text">
    /// The text. It may begin with <c>add</c>, <c>modify</c>, <c>modify_strict</c>, <c>delete</c> or <c>delete_strict</c>.
    /// </param>
    /// <param name="version">
    /// The version in which the flow is going to be sent, which decides what some names of fields and actions stand for: see
    /// <see cref="Matching.Match.Parse"/> and <see cref="Actions.OpenFlowAction.ParseList"/>.
    /// </param>
    /// <param name="command">What is done, where the text does not begin with it. A deletion needs no actions.</param>
    /// <param name="names">The names of ports and tables that the text may use.</param>
    /// <exception cref="OpenFlowFormatException">The text is none of a flow.</exception>
    public static FlowMod Parse(
        string text,
        OpenFlowVersion version = OpenFlowVersion.OpenFlow13,
        FlowModCommand command = FlowModCommand.Add,
        SwitchNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FlowReader.Read(new(text, names), version, command);
    }

    /// <summary>Reads a flow as <see cref="Parse"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mod">The flow.</param>
    /// <param name="version">The version in which the flow is going to be sent.</param>
    /// <returns>False if the text is none of a flow.</returns>
    public static bool TryParse(
        [NotNullWhen(true)] string? text, [NotNullWhen(true)] out FlowMod? mod, OpenFlowVersion version = OpenFlowVersion.OpenFlow13) =>
        TextParser.TryParse(text, version, static (text, version) => Parse(text, version), out mod);

    /// <summary>
    /// What <c>ovs-ofctl</c> would refuse in this flow although OpenFlow can carry it: fields that actions set or read and that packets of
    /// the match need not have, a goto_table that goes back, conjunctions beside other actions, instructions out of order. Other datapaths
    /// have other rules; so neither reading a text nor sending asks for this.
    /// </summary>
    /// <returns>A sentence for each fault; none where the flow is sound.</returns>
    public IReadOnlyList<string> Check() => OvsRules.Check(this);
}
