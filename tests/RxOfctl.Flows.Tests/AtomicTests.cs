using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Flows.Tests;

/// <summary>Changes that are made in one bundle or not at all.</summary>
public sealed class AtomicTests
{
    private static readonly MaintainOptions Atomic = new() { Policy = UpdatePolicy.Atomic, BundleSize = 2 };

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public void All_rules_of_a_bundle_fail_with_the_reason_if_one_is_refused(OpenFlowVersion version)
    {
        using var lab = new Lab(version);
        lab.Rules.AddOrUpdate([Lab.Rule(1), Lab.Rule(2) with { Actions = [new OutputAction(PortNumber.Any)] }, Lab.Rule(3), Lab.Rule(4)]);
        using var maintained = lab.Maintain(Atomic);
        lab.Advance(TimeSpan.FromSeconds(10));

        Assert.Empty(lab.S1.Flows);
        var statuses = lab.StatusesOf(maintained);
        Assert.Equal(4, statuses.Count);
        Assert.All(statuses, status => Assert.Equal(RuleState.Failed, status.State));
        Assert.All(statuses, status => Assert.Contains("OFPBAC_BAD_OUT_PORT", status.Error!.Message, StringComparison.Ordinal));
        AssertNothingOutsideBundles(lab);

        lab.Rules.AddOrUpdate(Enumerable.Range(1, 4).Select(number => Lab.Rule(number) with { Tag = 1 }));
        lab.Settle();
        Assert.Equal(4, lab.S1.Flows.Count);
        AssertNothingOutsideBundles(lab);
    }

    [Fact]
    public void A_table_that_is_full_fails_all_rules()
    {
        using var lab = new Lab(OpenFlowVersion.OpenFlow14, options: new() { TableCapacity = 2 });
        lab.Rules.AddOrUpdate([Lab.Rule(1), Lab.Rule(2), Lab.Rule(3)]);
        using var maintained = lab.Maintain(Atomic);
        lab.Advance(TimeSpan.FromSeconds(10));

        Assert.Empty(lab.S1.Flows);
        var statuses = lab.StatusesOf(maintained);
        Assert.Equal(3, statuses.Count);
        Assert.All(statuses, status => Assert.Equal(RuleState.Failed, status.State));
        Assert.All(statuses, status => Assert.Contains("OFPFMFC_TABLE_FULL", status.Error!.Message, StringComparison.Ordinal));
        AssertNothingOutsideBundles(lab);
    }

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow12)]
    public void All_rules_fail_where_there_are_no_bundles(OpenFlowVersion version)
    {
        using var lab = new Lab(version);
        lab.Rules.AddOrUpdate([Lab.Rule(1), Lab.Rule(2), Lab.Rule(3)]);
        using var maintained = lab.Maintain(Atomic);
        lab.Advance(TimeSpan.FromSeconds(10));

        Assert.Empty(lab.S1.Flows);
        Assert.Empty(lab.TakeSent());
        var statuses = lab.StatusesOf(maintained);
        Assert.Equal(3, statuses.Count);
        Assert.All(statuses, status => Assert.IsType<UnsupportedByVersionException>(Assert.IsType<InvalidMessageException>(status.Error).InnerException));
    }

    private static void AssertNothingOutsideBundles(Lab lab) =>
        Assert.DoesNotContain(lab.Messages, message => message is { IsFromController: true, Message: FlowMod });
}
