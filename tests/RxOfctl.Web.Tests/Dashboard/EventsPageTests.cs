using Bunit;
using RxOfctl.Simulator.Topologies;
using RxOfctl.Web.Dashboard.Pages;
using RxOfctl.Web.Dashboard.Parts;

namespace RxOfctl.Web.Tests.Dashboard;

public sealed class EventsPageTests : PageLab
{
    [Fact]
    public void Before_anything_happens_it_says_what_will_be_here() =>
        Assert.Contains("Waiting for events", Render<EventsPage>().Markup, StringComparison.Ordinal);

    [Fact]
    public void Ports_and_links_that_change_are_listed_the_newest_first()
    {
        Connect(NetworkTopology.Ring(3));
        var page = Render<EventsPage>();

        Network.Faults.Cut("s1", "s2");
        Advance(1);

        Assert.Equal(["link", "port-status", "port-status"], Kinds(page).Order());
        var (first, second) = Network.LinksBetween("s1", "s2")[0].Ends;
        Assert.Contains($"{first[1..]} to {second[1..]} lost", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void While_it_is_paused_events_are_kept_and_counted()
    {
        Connect(NetworkTopology.Ring(3));
        var page = Render<EventsPage>();
        Pause(page).Click();

        Network.Faults.Cut("s1", "s2");
        Advance(1);
        Assert.Empty(Kinds(page));
        Assert.Equal("Resume (3 new)", Pause(page).TextContent.Trim());

        Pause(page).Click();
        Assert.Equal(3, Kinds(page).Count);
    }

    [Fact]
    public void The_filter_finds_by_text()
    {
        Connect(NetworkTopology.Ring(3));
        var page = Render<EventsPage>();
        Network.Faults.Cut("s1", "s2");
        Advance(1);

        page.InvokeAsync(() => page.FindComponent<SearchField>().Instance.ValueChanged.InvokeAsync("lost"));
        Assert.Equal(["link"], Kinds(page));

        page.InvokeAsync(() => page.FindComponent<SearchField>().Instance.ValueChanged.InvokeAsync("no such text"));
        Assert.Contains("No event matches the filter", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_packet_is_shown_with_its_layers_and_bytes()
    {
        Connect(NetworkTopology.Single(2));
        var page = Render<EventsPage>();
        Announce();

        page.Find(".event-packet").Click();

        var packet = page.Find(".inspector").TextContent;
        Assert.Contains("Ethernet", packet, StringComparison.Ordinal);
        Assert.Contains("ARP", packet, StringComparison.Ordinal);
        Assert.StartsWith("0000  ff ff ff ff ff ff", page.Find(".hex").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_that_come_faster_than_a_page_can_show_them_are_counted()
    {
        Connect(NetworkTopology.Single(2));
        Announce();
        var page = Render<EventsPage>();

        for (var sent = 0; sent < 1_500; sent++)
            Network.Host("h1").Announce();
        Advance(1);

        Assert.Matches(@"1000 shown of the last 1000\.\s+500 came faster", page.Find(".events-count").TextContent);
    }

    private static IReadOnlyList<string> Kinds(IRenderedComponent<EventsPage> page) =>
        [.. page.FindAll(".event-kind").Select(kind => kind.TextContent)];

    private static AngleSharp.Dom.IElement Pause(IRenderedComponent<EventsPage> page) =>
        page.FindAll("button").Single(button =>
            button.TextContent.Contains("Pause", StringComparison.Ordinal) || button.TextContent.Contains("Resume", StringComparison.Ordinal));
}
