using Bunit;
using RxOfctl.Simulator.Topologies;
using RxOfctl.Web.Dashboard.Pages;

namespace RxOfctl.Web.Tests.Dashboard;

public sealed class MapPageTests : PageLab
{
    [Fact]
    public void Without_switches_it_says_what_to_do()
    {
        var page = Render<MapPage>();

        Assert.Contains("No switch is connected", page.Markup, StringComparison.Ordinal);
        Assert.Contains("OpenFlow:Listen", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Switches_and_links_appear_by_themselves()
    {
        var page = Render<MapPage>();
        Connect(NetworkTopology.Ring(4));

        Assert.Equal(4, page.FindAll("g.switch").Count);
        Assert.Equal(4, page.FindAll("line.link").Count);
    }

    [Fact]
    public void A_link_that_is_cut_disappears()
    {
        Connect(NetworkTopology.Ring(4));
        var page = Render<MapPage>();

        Network.Faults.Cut("s1", "s2");
        Advance(1);

        Assert.Equal(3, page.FindAll("line.link").Count);
        Assert.DoesNotContain(page.FindAll("line.link"), link => Ends(link) is ("0000000000000001", "0000000000000002"));
    }

    [Fact]
    public void A_switch_that_disconnects_stays_and_is_marked()
    {
        Connect(NetworkTopology.Ring(4));
        var page = Render<MapPage>();
        var before = page.FindAll("g.switch").ToDictionary(each => each.GetAttribute("data-node")!, each => each.GetAttribute("transform"));

        Network.Faults.Crash("s1");
        Advance(1);

        var after = page.FindAll("g.switch");
        Assert.Equal(["0000000000000001"], after.Where(each => each.ClassList.Contains("gone")).Select(each => each.GetAttribute("data-node")));
        Assert.Equal(before, after.ToDictionary(each => each.GetAttribute("data-node")!, each => each.GetAttribute("transform")));
    }

    [Fact]
    public void Hosts_are_shown_at_their_switch()
    {
        Connect(NetworkTopology.Linear(2));
        Announce();
        var page = Render<MapPage>();

        Assert.Equal(["Host 10.0.0.1", "Host 10.0.0.2"], page.FindAll("g.host").Select(host => host.GetAttribute("aria-label")).Order());
        Assert.Equal(["0000000000000001", "0000000000000002"], page.FindAll("g.host").Select(host => host.GetAttribute("data-of")).Order());
    }

    [Fact]
    public void A_switch_that_is_clicked_shows_its_details_and_one_that_is_moved_stays_there()
    {
        Connect(NetworkTopology.Ring(3));
        var page = Render<MapPage>();

        page.Find("g.switch[data-node='0000000000000002']").Click();
        Assert.Contains("Switch 2", page.Find("aside").TextContent, StringComparison.Ordinal);

        page.InvokeAsync(() => page.Instance.OnMoved("0000000000000002", 500, 600));
        Network.Faults.Cut("s1", "s3");
        Advance(1);
        Assert.Equal("translate(500 600)", page.Find("g.switch[data-node='0000000000000002']").GetAttribute("transform"));
    }

    [Fact]
    public void A_link_has_the_colour_of_its_load()
    {
        Connect(NetworkTopology.Linear(2));
        Announce();
        foreach (var datapath in Controller.GetDatapaths())
            datapath.TrySend(new Protocol.Messages.FlowMod { Priority = 1, Actions = [new Protocol.Actions.OutputAction(Protocol.PortNumber.Flood)] });
        var page = Render<MapPage>();
        Advance(3);
        Assert.Contains("load-0", page.Find("line.link").ClassName, StringComparison.Ordinal);

        // 1,000 datagrams of 1,400 bytes in a tenth of a second are 115 Mbit/s, 11 % of a gigabit.
        for (var step = 0; step < 60; step++)
        {
            for (var sent = 0; sent < 1_000; sent++)
                Network.Host("h1").SendUdp(Network.Host("h2").Address, 9, new byte[1400]);
            Advance(0.1);
        }

        Assert.Contains("load-3", page.Find("line.link").ClassName, StringComparison.Ordinal);
    }

    private static (string?, string?) Ends(AngleSharp.Dom.IElement link) => (link.GetAttribute("data-a"), link.GetAttribute("data-b"));
}
