namespace RxOfctl.Flows.Tests;

/// <summary>What would be sent, without sending it.</summary>
public sealed class PlanTests
{
    [Fact]
    public void A_plan_says_what_would_be_sent_and_changes_nothing()
    {
        using var lab = new Lab();
        var datapath = lab.Controller.GetDatapath(1)!;
        foreach (var number in (int[])[1, 2, 3])
            datapath.Send(Lab.Mod(Lab.Rule(number), Lab.Lease.Value));
        lab.Settle();
        lab.TakeSent();
        FlowRule[] rules = [Lab.Rule(1), Lab.Rule(2, port: 1), Lab.Rule(4), Lab.Rule(5, target: 2)];
        RulePlan? plan = null;
        using var planning = lab.Controller.Plan(1, rules, new() { Lease = Lab.Lease }).Subscribe(made => plan = made);
        lab.Settle();

        Assert.Empty(lab.TakeSent());
        Assert.Equal(
            """
            0000000000000001: 1 to add, 1 to modify, 1 to delete
            cookie=0x12000000000000, priority=104,in_port=1 actions=output:2
            modify_strict cookie=0x12000000000000/0xffff000000000000, priority=102,in_port=1 actions=output:1
            delete_strict cookie=0x12000000000000/0xffff000000000000, table=0, priority=103,in_port=1 actions=drop
            """.ReplaceLineEndings("\n"),
            plan!.ToString());
    }

    [Fact]
    public void A_plan_for_a_datapath_that_is_not_there_fails_as_a_request()
    {
        using var lab = new Lab();
        Exception? failure = null;
        using var planning = lab.Controller.Plan(9, []).Subscribe(_ => { }, error => failure = error);
        lab.Settle();

        Assert.IsType<InvalidDatapathException>(failure);
    }
}
