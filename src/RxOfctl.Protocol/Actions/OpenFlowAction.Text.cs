using System.Diagnostics.CodeAnalysis;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Actions;

/// <content>The syntax of <c>ovs-ofctl</c>: <c>output:2</c>, <c>set_field:10.0.0.1->ip_src</c>.</content>
public abstract partial record OpenFlowAction
{
    /// <summary>
    /// The action in the syntax of <c>ovs-ofctl</c>, in words that mean the same in every version; as its bytes where it has no words.
    /// </summary>
    public sealed override string ToString() => ActionText.Of(this, Wording.Default);

    /// <summary>
    /// The action as <c>ovs-ofctl</c> writes it in a version of the protocol: in 1.0 and 1.1 some actions have other words than later.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="names">The names of ports and tables to write in place of their numbers.</param>
    public string ToText(OpenFlowVersion version, SwitchNames? names = null) => ActionText.Of(this, Wording.Of(version, names));

    /// <summary>
    /// Reads one action in the syntax of <c>ovs-ofctl</c>(8) and <c>ovs-actions</c>(7), those of the specification that Open vSwitch does
    /// not have by the names <c>copy_ttl_in</c>, <c>copy_ttl_out</c>, <c>push_pbb</c> and <c>pop_pbb</c>, and any other as its bytes behind
    /// <c>raw:</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="version">
    /// The version in which the action is going to be sent: <c>dec_ttl</c> is Nicira's in OpenFlow 1.0 and the specification's later,
    /// <c>load</c> is Nicira's up to 1.4 and sets a field with a mask in 1.5.
    /// </param>
    /// <exception cref="OpenFlowFormatException">The text is none of one action, or stands for several actions in that version.</exception>
    public static OpenFlowAction Parse(string text, OpenFlowVersion version = OpenFlowVersion.OpenFlow13)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ParseList(text, version) is [var action]
            ? action
            : throw new OpenFlowFormatException(text, 0, "this is not one action; ParseList reads several, or none");
    }

    /// <summary>
    /// Reads actions in the syntax of <c>ovs-ofctl</c>(8) and <c>ovs-actions</c>(7), with commas between them. <c>drop</c> and nothing at
    /// all are no action. What the text does not say is what Open vSwitch makes of it: an output to a port that is not the controller has a
    /// <see cref="OutputAction.MaxLen"/> of 0. Where several actions have the same text it is read as the one that <c>ovs-ofctl</c> sends.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="version">The version in which the actions are going to be sent, which decides what some words stand for.</param>
    /// <param name="match">
    /// What the packets are known to be, where the actions are those of a flow: from OpenFlow 1.2 on <c>mod_tp_src</c> and
    /// <c>mod_tp_dst</c> depend on their protocol, from 1.1 on <c>mod_vlan_vid</c> and <c>mod_vlan_pcp</c> push a tag where there is none.
    /// </param>
    /// <param name="names">The names of ports and tables that the text may use.</param>
    /// <exception cref="OpenFlowFormatException">The text is none of actions.</exception>
    public static ValueList<OpenFlowAction> ParseList(
        string text, OpenFlowVersion version = OpenFlowVersion.OpenFlow13, Match? match = null, SwitchNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ActionReader.ReadActions(new(text, names), version, match);
    }

    /// <summary>Reads one action as <see cref="Parse"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="action">The action.</param>
    /// <param name="version">The version in which the action is going to be sent.</param>
    /// <returns>False if the text is none of one action.</returns>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        [NotNullWhen(true)] out OpenFlowAction? action,
        OpenFlowVersion version = OpenFlowVersion.OpenFlow13) =>
        TextParser.TryParse(text, version, Parse, out action);
}
