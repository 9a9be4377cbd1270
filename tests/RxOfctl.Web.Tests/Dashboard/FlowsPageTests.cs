using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Topologies;
using RxOfctl.Web.Dashboard.Pages;
using RxOfctl.Web.Dashboard.Parts;
using RxOfctl.Web.Security;

namespace RxOfctl.Web.Tests.Dashboard;

public sealed class FlowsPageTests : PageLab
{
    private const string First = "0000000000000001";

    [Fact]
    public void Flows_are_shown_in_the_notation_of_ovs_ofctl_with_their_owner()
    {
        Connect(NetworkTopology.Single(2));
        var page = RenderFlows();

        Assert.Contains(Flows(page), flow => flow == "priority=65535,dl_type=0x88cc actions=CONTROLLER:65535");
        Assert.Contains("topology", page.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flow_that_appears_on_the_switch_appears_on_the_page()
    {
        Connect(NetworkTopology.Single(2));
        var page = RenderFlows();

        Controller.GetDatapath(1)!.TrySend(FlowMod.Parse("priority=7,in_port=1,actions=output:2"));
        Advance(3);

        Assert.Contains("priority=7,in_port=1 actions=output:2", Flows(page));
    }

    [Fact]
    public void Readers_cannot_change_anything()
    {
        Connect(NetworkTopology.Single(2));
        var page = RenderFlows();

        Assert.Empty(page.FindAll(".row-actions"));
        Assert.DoesNotContain("Add flow", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_sees_the_plan_then_adds_a_flow_which_is_recorded()
    {
        BeOperator();
        Connect(NetworkTopology.Single(2));
        var dialogs = Render<MudDialogProvider>();
        var page = RenderFlows();

        var clicked = Click(page, "Add flow");
        await Type(dialogs, "priority=9,in_port=2,actions=output:1");
        Assert.Contains("Adds a flow.", dialogs.Find(".plan").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Network.Switch("s1").Flows, flow => flow.Priority == 9);

        var applied = Click(dialogs, "Add");
        Advance(1);
        await Task.WhenAll(clicked, applied);

        Assert.Contains(Network.Switch("s1").Flows, flow => flow.Priority == 9);
        var entry = Services.GetRequiredService<AuditLog>().Entries[^1];
        Assert.Equal(("somebody", "done"), (entry.User, entry.Outcome));
    }

    [Fact]
    public async Task A_text_that_is_no_flow_cannot_be_sent()
    {
        BeOperator();
        Connect(NetworkTopology.Single(2));
        var dialogs = Render<MudDialogProvider>();
        _ = Click(RenderFlows(), "Add flow");

        await Type(dialogs, "priority=9,actions=no_such_action");

        Assert.Empty(dialogs.FindAll(".plan"));
        Assert.True(Button(dialogs, "Add").HasAttribute("disabled"));
        Assert.Contains("no_such_action", dialogs.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_switch_refuses_is_shown_with_its_error()
    {
        BeOperator();
        Connect(NetworkTopology.Single(2));
        var dialogs = Render<MudDialogProvider>();
        _ = Click(RenderFlows(), "Add flow");

        await Type(dialogs, "priority=9,in_port=2,actions=group:77");
        _ = Click(dialogs, "Add");
        Advance(1);

        dialogs.WaitForElement(".mud-alert", WebLab.Limit);
        Assert.Contains("BAD_OUT_GROUP", dialogs.Find(".mud-alert").TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_switch_that_reconnects_has_its_flows_read_anew()
    {
        Connect(NetworkTopology.Linear(2));
        var page = RenderFlows();
        Network.Faults.Crash("s1");
        Advance(1);
        Assert.Contains("This switch is not connected here", page.Markup, StringComparison.Ordinal);

        Network.Faults.Restart("s1");
        Advance(10);
        Assert.NotEmpty(Flows(page));
    }

    private IRenderedComponent<FlowsPage> RenderFlows()
    {
        var page = Render<FlowsPage>(parameters => parameters.Add(each => each.Id, First));
        Advance(3);
        return page;
    }

    private static IReadOnlyList<string> Flows(IRenderedComponent<FlowsPage> page) =>
        [.. page.FindAll("td.flow").Select(cell => cell.TextContent.Trim())];

    private static AngleSharp.Dom.IElement Button<TComponent>(IRenderedComponent<TComponent> rendered, string text)
        where TComponent : Microsoft.AspNetCore.Components.IComponent =>
        rendered.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private static Task Click<TComponent>(IRenderedComponent<TComponent> rendered, string text)
        where TComponent : Microsoft.AspNetCore.Components.IComponent => Button(rendered, text).ClickAsync(new());

    private static Task Type(IRenderedComponent<MudDialogProvider> dialogs, string text)
    {
        dialogs.WaitForElement("textarea", WebLab.Limit);
        var field = dialogs.FindComponent<ChangeDialog>().FindComponent<MudTextField<string>>();
        return dialogs.InvokeAsync(() => field.Instance.ValueChanged.InvokeAsync(text));
    }
}
