using System.Reactive.Concurrency;
using System.Reactive.Linq;
using Microsoft.Reactive.Testing;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Testing.Tests;

/// <summary>Messages in time as diagrams, on both schedulers of virtual time.</summary>
public class MarblesTests
{
    private static readonly PacketIn Packet = new() { Cookie = 1 };
    private static readonly PortStatus Status = new() { Desc = new() { PortNo = 3 } };

    public static TheoryData<string> Schedulers => ["TestScheduler", "HistoricalScheduler"];

    [Theory]
    [MemberData(nameof(Schedulers))]
    public void Messages_sent_by_a_diagram_are_drawn_as_the_same_diagram(string name)
    {
        var (scheduler, pass) = SchedulerOf(name);
        var controller = new OpenFlowController(new() { Scheduler = scheduler });
        var peer = ScriptedSwitch.Connect(controller, 1);
        pass(TimeSpan.FromSeconds(1));
        var marbles = new Marbles(scheduler) { ['a'] = Packet, ['b'] = Status };
        var all = controller.GetDatapath(1)!.Messages.Record(scheduler);
        var packets = controller.Messages.OfMessage<PacketIn>().Record(scheduler);
        marbles.Send(peer, "-a-(ab) --b|");
        pass(TimeSpan.FromSeconds(20));

        Assert.Equal("-a-(ab)--b|", marbles.Of(all));
        Assert.Equal("-a-a", marbles.Of(packets));
    }

    [Theory]
    [MemberData(nameof(Schedulers))]
    public void Messages_of_an_app_are_drawn_with_the_end(string name)
    {
        var (scheduler, pass) = SchedulerOf(name);
        var controller = new OpenFlowController(new() { Scheduler = scheduler });
        // An app that answers each packet two seconds later.
        using var app = controller.Messages.OfMessage<PacketIn>().Delay(TimeSpan.FromSeconds(2), scheduler)
            .Subscribe(each => each.Datapath.Send(new FlowMod { Cookie = each.Message.Cookie }));
        var peer = ScriptedSwitch.Connect(controller, 1);
        pass(TimeSpan.FromSeconds(1));
        var marbles = new Marbles(scheduler) { ['p'] = Packet, ['f'] = new FlowMod { Cookie = 1 }, ['o'] = new FlowMod { Cookie = 2 } };
        marbles['q'] = Packet with { Cookie = 2 };
        var asked = controller.SendMsg(9, new DescRequest()).Record(scheduler);
        marbles.Send(peer, "p-(pq)---#");
        pass(TimeSpan.FromSeconds(7));

        Assert.Equal("--f-(fo)-|", marbles.Of(peer));
        Assert.Equal("#", marbles.Of(asked, reply => "d"));
    }

    [Fact]
    public void A_message_without_a_name_is_drawn_as_its_type()
    {
        var scheduler = new HistoricalScheduler();
        var controller = new OpenFlowController(new() { Scheduler = scheduler });
        var peer = ScriptedSwitch.Connect(controller, 1);
        scheduler.AdvanceBy(TimeSpan.FromSeconds(1));
        var marbles = new Marbles(scheduler, TimeSpan.FromMilliseconds(100)) { ['a'] = Packet };
        var messages = controller.Messages.Record(scheduler);
        marbles.Send(peer, "a");
        scheduler.AdvanceBy(TimeSpan.FromMilliseconds(250));
        peer.Send(Packet with { Cookie = 2 });
        scheduler.AdvanceBy(TimeSpan.FromMilliseconds(10));

        Assert.Equal("a-<PacketIn>", marbles.Of(messages));
        Assert.Equal("", marbles.Of(peer));
    }

    [Theory]
    [InlineData("-(a")]
    [InlineData("a)")]
    [InlineData("((a))")]
    [InlineData("a(-)")]
    [InlineData("a*")]
    public void An_invalid_diagram_is_refused(string diagram)
    {
        var scheduler = new HistoricalScheduler();
        var peer = ScriptedSwitch.ConnectBare(new OpenFlowController(new() { Scheduler = scheduler }));
        var marbles = new Marbles(scheduler) { ['a'] = Packet };

        Assert.Contains(diagram, Assert.Throws<FormatException>(() => marbles.Send(peer, diagram)).Message, StringComparison.Ordinal);
        Assert.Contains("'z'", Assert.Throws<KeyNotFoundException>(() => marbles.Send(peer, "z")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => marbles['-'] = Packet);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Marbles(scheduler, TimeSpan.Zero));
    }

    private static (IScheduler Scheduler, Action<TimeSpan> Pass) SchedulerOf(string name)
    {
        if (name == nameof(TestScheduler))
        {
            var test = new TestScheduler();
            return (test, time => test.AdvanceBy(time.Ticks));
        }

        var historical = new HistoricalScheduler();
        return (historical, historical.AdvanceBy);
    }
}
