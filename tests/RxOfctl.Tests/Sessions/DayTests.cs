using System.Reactive.Concurrency;
using Microsoft.Reactive.Testing;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Sessions;

/// <summary>A day in which datapaths connect, fall silent, answer late or not at all, and reconnect, in virtual time.</summary>
public class DayTests
{
    [Fact]
    public void A_day_of_keepalives_time_limits_and_reconnects_is_the_same_each_time()
    {
        var test = new TestScheduler();
        var historical = new HistoricalScheduler(new DateTimeOffset(0, TimeSpan.Zero));
        var first = Live(test, time => test.AdvanceBy(time.Ticks));
        var other = new TestScheduler();
        var second = Live(other, time => other.AdvanceBy(time.Ticks));
        var third = Live(historical, historical.AdvanceBy);

        Assert.Equal(first, second);
        // The two schedulers differ only by ticks.
        Assert.Equal(first.Select(WithoutTicks), third.Select(WithoutTicks));
        // Every hour each of three datapaths times out, is replaced or disconnects, and reconnects.
        Assert.Equal(3 * 24, first.Count(line => line.Contains(" Ready ", StringComparison.Ordinal)));
        Assert.Equal(24, first.Count(line => line.Contains("did not answer an echo request", StringComparison.Ordinal)));
        Assert.Equal(23, first.Count(line => line.Contains("another connection has taken its place", StringComparison.Ordinal)));
        Assert.Equal(24, first.Count(line => line.Contains("RequestTimeoutException", StringComparison.Ordinal)));
        Assert.Equal(24 * 2, first.Count(line => line.Contains("InvalidDatapathException", StringComparison.Ordinal)));
        Assert.Equal(24, first.Count(line => line.EndsWith("answered DescReply", StringComparison.Ordinal)));
    }

    private static string WithoutTicks(string line) => line[..8] + line[line.IndexOf(' ', StringComparison.Ordinal)..];

    private static List<string> Live(IScheduler scheduler, Action<TimeSpan> pass)
    {
        var start = scheduler.Now;
        var lines = new List<string>();
        var controller = new OpenFlowController(new() { Scheduler = scheduler });
        void Note(string what) => lines.Add($"{scheduler.Now - start:hh\\:mm\\:ss\\.fffffff} {what}");
        using var connections = controller.Connections.Subscribe(change => Note($"{change.Peer} {change.State} {change.Reason}"));
        using var presence = controller.Datapaths.Connect().Subscribe(changes => Note(string.Join(", ", changes.Select(change => $"{change.Reason} {change.Key}"))));
        using var messages = controller.Messages.Subscribe(each => Note($"{each.Datapath.Id} {each.Message.GetType().Name}"));
        void Ask(ulong id) => controller.SendMsg(id, new DescRequest()).Subscribe(
            reply => Note($"{id} answered {reply.GetType().Name}"), error => Note($"{id} {error.GetType().Name}"));

        for (var hour = 0; hour < 24; hour++)
        {
            var silent = ScriptedSwitch.Connect(controller, 1);
            var late = ScriptedSwitch.Connect(controller, 2);
            var gone = ScriptedSwitch.Connect(controller, 3);
            late.Always<DescRequest>().Reply(new DescReply());
            late.Expect<BarrierRequest>().Meanwhile().After(TimeSpan.FromSeconds(29)).Reply(new BarrierReply());
            late.Expect<BarrierRequest>().Meanwhile().After(TimeSpan.FromSeconds(31)).Reply(new BarrierReply());
            // The test never acts at the time of an echo request: the order of actions of the same time depends on the scheduler.
            pass(new(0, 1, 7));
            Ask(2);
            pass(new(0, 9, 4));
            Ask(2);
            pass(new(0, 10, 2));
            silent.FallSilent();
            Ask(1);
            gone.Send(new PacketIn());
            gone.Disconnect();
            pass(new(0, 10, 0));
            Ask(3);
            pass(new(0, 29, 47));
        }

        return lines;
    }
}
