using Bunit;
using RxOfctl.Simulator.Topologies;
using RxOfctl.Web.Dashboard.Pages;
using RxOfctl.Web.Dashboard.Parts;

namespace RxOfctl.Web.Tests.Dashboard;

public sealed class SwitchPagesTests : PageLab
{
    [Fact]
    public void All_switches_are_listed_with_their_ports()
    {
        Connect(NetworkTopology.Ring(3));
        var page = Render<SwitchesPage>();

        var rows = page.FindAll("tbody tr").Select(row => row.TextContent).Where(text => text.Contains("of", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.Contains("3 of 3", row, StringComparison.Ordinal));
        Assert.Contains("0000000000000001", rows[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_search_narrows_the_list_and_says_if_nothing_matches()
    {
        Connect(NetworkTopology.Ring(3));
        var page = Render<SwitchesPage>();

        page.InvokeAsync(() => page.FindComponent<SearchField>().Instance.ValueChanged.InvokeAsync("0002"));
        Assert.Equal(["0000000000000002"], page.FindAll("a.id").Select(link => link.TextContent));

        page.InvokeAsync(() => page.FindComponent<SearchField>().Instance.ValueChanged.InvokeAsync("no such"));
        Assert.Contains("No switch matches the search", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_goes_down_is_seen_and_the_connections_are_remembered()
    {
        Connect(NetworkTopology.Ring(3));
        var page = Render<SwitchPage>(parameters => parameters.Add(each => each.Id, "0000000000000001"));
        Advance(1);
        Assert.Empty(page.FindAll("td .state-bad"));
        page.WaitForAssertion(() => Assert.Contains("Simulated switch", page.Markup, StringComparison.Ordinal), WebLab.Limit);

        Network.Faults.Cut("s1", "s2");
        Advance(1);
        Assert.Single(page.FindAll("td .state-bad"));

        Network.Faults.Crash("s1");
        Advance(1);
        Assert.Contains("This switch is not connected", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Closed", page.Find(".history .state").TextContent);
    }
}
