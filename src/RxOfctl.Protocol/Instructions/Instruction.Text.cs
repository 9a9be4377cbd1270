using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Instructions;

/// <content>The syntax of <c>ovs-ofctl</c>: <c>meter:1,output:2,goto_table:3</c>.</content>
public abstract partial record Instruction
{
    /// <summary>
    /// Reads what a flow does in the syntax of <c>ovs-ofctl</c>(8): actions, and the instructions <c>meter</c>, <c>clear_actions</c>, <c>write_actions</c>,
    /// <c>write_metadata</c> and <c>goto_table</c>. Actions that follow each other are one <see cref="ApplyActions"/>; <c>drop</c> and nothing are none.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="version">
    /// The version in which the instructions are going to be sent: <c>meter</c> is an instruction in OpenFlow 1.3 and 1.4, an action in 1.5.
    /// </param>
    /// <param name="match">What the flow matches, on which some actions depend as in <see cref="Actions.OpenFlowAction.ParseList"/>.</param>
    /// <exception cref="OpenFlowFormatException">The text is none of actions and instructions.</exception>
    public static ValueList<Instruction> ParseList(string text, OpenFlowVersion version = OpenFlowVersion.OpenFlow13, Match? match = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ActionReader.ReadInstructions(new(text), version, match ?? Match.Any);
    }
}
