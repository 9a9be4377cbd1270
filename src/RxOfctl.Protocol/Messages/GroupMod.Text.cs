using System.Diagnostics.CodeAnalysis;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Messages;

/// <content>The syntax of <c>ovs-ofctl</c>: <c>group_id=1,type=select,bucket=weight:2,actions=output:1</c>.</content>
public sealed partial record GroupMod
{
    /// <summary>
    /// The group in the syntax of <c>ovs-ofctl</c>(8). A command other than to add comes first, as in a file of groups for a bundle. The
    /// number of a bucket is written where it is not its place. Properties that <c>ovs-ofctl</c> has no words for are written as their
    /// bytes, which <see cref="Parse"/> reads but <c>ovs-ofctl</c> does not.
    /// </summary>
    public override string ToString() => GroupText.Of(this, Wording.Default);

    /// <summary>
    /// The group as <c>ovs-ofctl</c> writes it in a version of the protocol: in 1.0 and 1.1 some actions have other words than later.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="names">The names of ports and tables to write in place of their numbers.</param>
    public string ToText(OpenFlowVersion version, SwitchNames? names = null) => GroupText.Of(this, Wording.Of(version, names));

    /// <summary>
    /// Reads a group in the syntax of <c>ovs-ofctl</c>(8). A bucket of a select group that says no weight has a weight of 1. A selection
    /// method (<c>selection_method</c>, <c>selection_method_param</c>, <c>fields</c>) is left out in OpenFlow 1.1 to 1.4, whose groups have
    /// none.
    /// </summary>
    /// <param name="text">
    /// The text. It may begin with <c>add</c>, <c>modify</c>, <c>add_or_mod</c>, <c>delete</c>, <c>insert_bucket</c> or
    /// <c>remove_bucket</c>.
    /// </param>
    /// <param name="version">The version in which the group is going to be sent, which decides what some actions stand for.</param>
    /// <param name="command">What is done, where the text does not begin with it.</param>
    /// <param name="names">The names of ports and tables that the text may use.</param>
    /// <exception cref="OpenFlowFormatException">The text is none of a group.</exception>
    public static GroupMod Parse(
        string text,
        OpenFlowVersion version = OpenFlowVersion.OpenFlow13,
        GroupModCommand command = GroupModCommand.Add,
        SwitchNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return GroupReader.Read(new(text, names), version, command);
    }

    /// <summary>Reads a group as <see cref="Parse"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mod">The group.</param>
    /// <param name="version">The version in which the group is going to be sent.</param>
    /// <returns>False if the text is none of a group.</returns>
    public static bool TryParse(
        [NotNullWhen(true)] string? text, [NotNullWhen(true)] out GroupMod? mod, OpenFlowVersion version = OpenFlowVersion.OpenFlow13) =>
        TextParser.TryParse(text, version, static (text, version) => Parse(text, version), out mod);

    /// <summary>
    /// What <c>ovs-ofctl</c> would refuse in this group although OpenFlow can carry it: several buckets of an indirect group, buckets for
    /// fast failover that watch nothing, unsound actions. Other datapaths have other rules; so neither reading a text nor sending asks for
    /// this.
    /// </summary>
    /// <returns>A sentence for each fault; none where the group is sound.</returns>
    public IReadOnlyList<string> Check() => OvsRules.Check(this);
}
