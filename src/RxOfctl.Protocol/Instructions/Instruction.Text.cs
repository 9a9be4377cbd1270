using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Instructions;

/// <content>The syntax of <c>ovs-ofctl</c>: <c>meter:1,output:2,goto_table:3</c>.</content>
public abstract partial record Instruction
{
    /// <summary>
    /// The instruction in the syntax of <c>ovs-ofctl</c>, in words that mean the same in every version; as its bytes where it has no words.
    /// </summary>
    public sealed override string ToString() => ActionText.Of(this, Wording.Default);

    /// <summary>
    /// The instruction as <c>ovs-ofctl</c> writes it in a version of the protocol: in 1.0 and 1.1 some actions have other words than later.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="names">The names of ports and tables to write in place of their numbers.</param>
    public string ToText(OpenFlowVersion version, SwitchNames? names = null) => ActionText.Of(this, Wording.Of(version, names));

    /// <summary>
    /// Reads what a flow does in the syntax of <c>ovs-ofctl</c>(8): actions, and the instructions <c>meter</c>, <c>clear_actions</c>,
    /// <c>write_actions</c>, <c>write_metadata</c> and <c>goto_table</c>. Actions that follow each other are one
    /// <see cref="ApplyActions"/>; <c>drop</c> and nothing are none.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="version">
    /// The version in which the instructions are going to be sent: <c>meter</c> is an instruction in OpenFlow 1.3 and 1.4, an action in
    /// 1.5.
    /// </param>
    /// <param name="match">
    /// What the flow matches, on which some actions depend as in <see cref="Actions.OpenFlowAction.ParseList"/>.
    /// </param>
    /// <exception cref="OpenFlowFormatException">The text is none of actions and instructions.</exception>
    public static ValueList<Instruction> ParseList(string text, OpenFlowVersion version = OpenFlowVersion.OpenFlow13, Match? match = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ActionReader.ReadInstructions(new(text), version, match ?? Match.Any);
    }
}
