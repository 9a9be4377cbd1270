using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Protocol.Tests.Instructions;

/// <summary>The actions and the instructions of a flow are two sights of the same.</summary>
public class FlowInstructionsTests
{
    private static readonly ValueList<OpenFlowAction> Two = [new OutputAction(1), new OutputAction(2)];

    [Fact]
    public void Actions_are_instructions_to_apply_them()
    {
        var byActions = new FlowMod { Actions = Two };
        var byInstructions = new FlowMod { Instructions = [new ApplyActions(Two)] };

        Assert.Equal(byInstructions, byActions);
        Assert.Equal(byInstructions.GetHashCode(), byActions.GetHashCode());
        Assert.Equal([new ApplyActions(Two)], byActions.Instructions);
        Assert.Equal(Two, byInstructions.Actions);
        Assert.Equal(new FlowStats { Actions = Two }, new FlowStats { Instructions = [new ApplyActions(Two)] });
    }

    [Fact]
    public void Other_instructions_are_kept_as_they_are()
    {
        ValueList<Instruction> instructions = [new ApplyActions([Two[0]]), new GotoTable { TableId = 1 }, new ApplyActions([Two[1]])];
        var mod = new FlowMod { Instructions = instructions };

        Assert.Equal(instructions, mod.Instructions);
        Assert.Equal(Two, mod.Actions);
        Assert.NotEqual(new FlowMod { Actions = Two }, mod);
        Assert.Equal(new FlowMod(), mod with { Actions = [] });
    }

    [Fact]
    public void To_apply_no_actions_is_an_instruction_all_the_same()
    {
        var mod = new FlowMod { Instructions = [new ApplyActions()] };

        Assert.Equal([new ApplyActions()], mod.Instructions);
        Assert.Empty(mod.Actions);
        Assert.NotEqual(new FlowMod(), mod);
        Assert.Equal(mod, OpenFlowCodec.Decode(OpenFlowCodec.Encode(mod, OpenFlowVersion.OpenFlow13, 1), out _));
    }
}
