using System.Reactive.Concurrency;
using System.Reactive.Linq;
using RxOfctl.Protocol.Messages;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Requests;

/// <summary>A handler that would block on the thread that runs a virtual-time scheduler, and so for ever, gets an exception.</summary>
public class VirtualWaitTests
{
    public static TheoryData<string, Func<OpenFlowController, IObservable<object>>> Handlers => new()
    {
        { "presence", controller => controller.Datapaths.Connect() },
        { "messages of all", controller => controller.Messages.Select(each => each.Message) },
        { "messages of one", controller => controller.Datapaths.Connect().Take(1).SelectMany(_ => controller.GetDatapath(1)!.Messages.Select(each => each.Message)) },
        { "a reply", controller => controller.Datapaths.Connect().Take(1).SelectMany(_ => controller.GetDatapath(1)!.SendMsg(new BarrierRequest())) },
        { "a timer of the app", controller => Observable.Timer(TimeSpan.FromSeconds(1), controller.Scheduler).Select(_ => new object()) },
        { "moved on the scheduler", controller => controller.Messages.ObserveOn(controller.Scheduler).Select(each => each.Message) },
    };

    [Theory]
    [MemberData(nameof(Handlers))]
    public void In_a_handler_it_throws(string name, Func<OpenFlowController, IObservable<object>> handler)
    {
        var lab = new Lab();
        Check(lab.Controller, handler, lab.PassSeconds);
        Assert.NotEmpty(name);
    }

    [Fact]
    public void It_throws_on_a_historical_scheduler_too()
    {
        var scheduler = new HistoricalScheduler();
        Check(new(new() { Scheduler = scheduler }), controller => controller.Datapaths.Connect(), seconds => scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds)));
    }

    private static void Check(OpenFlowController controller, Func<OpenFlowController, IObservable<object>> handler, Action<double> pass)
    {
        Exception? thrown = null;
        using var subscription = handler(controller).Take(1).Subscribe(
            _ => thrown = Record.Exception(() => controller.SendMsgAndWait(1, new GetConfigRequest())));
        using var peer = ScriptedSwitch.Connect(controller, 1);
        pass(0.5);
        peer.Send(new PacketIn());
        pass(1);

        Assert.Contains("virtual-time scheduler", Assert.IsType<InvalidOperationException>(thrown).Message, StringComparison.Ordinal);
        Assert.Empty(peer.ReceivedOf<GetConfigRequest>());
    }
}
