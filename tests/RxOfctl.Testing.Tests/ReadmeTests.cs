using System.Reactive.Concurrency;
using System.Reactive.Linq;
using RxOfctl.Caching;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Testing.Tests;

/// <summary>What src/RxOfctl.Testing/README.md shows, word for word.</summary>
public class ReadmeTests
{
    public static IObservable<string> InstallTableMiss(OpenFlowController controller) =>
        controller.Datapaths.Connect().MergeMany(datapath => datapath
            .SendMsg(new FlowMod { Actions = [new OutputAction { Port = PortNumber.Controller }] })
            .Select(_ => $"{datapath.Id} is ready")
            .Catch((OpenFlowErrorException refusal) => Observable.Return($"{datapath.Id} refuses: {refusal.Errors[0].Error}")));

    [Fact]
    public void A_datapath_that_refuses_a_flow_is_reported()
    {
        var scheduler = new HistoricalScheduler();
        var controller = new OpenFlowController(new() { Scheduler = scheduler });
        var datapaths = controller.Datapaths.AsAggregator();
        var installed = InstallTableMiss(controller).Record(scheduler);

        var peer = ScriptedSwitch.Connect(controller, datapathId: 1, OpenFlowVersion.OpenFlow13, new Port { PortNo = 1, Name = "eth1" });
        peer.Expect<FlowMod>().After(TimeSpan.FromSeconds(5)).Error(OpenFlowError.FlowModFailedTableFull);
        scheduler.AdvanceBy(TimeSpan.FromSeconds(6));

        peer.Verify();
        Assert.Equal("eth1", Assert.Single(datapaths.Data[1].Ports.Items).Name);
        Assert.Equal(PortNumber.Controller, Assert.IsType<OutputAction>(Assert.Single(peer.ReceivedOf<FlowMod>()[0].Actions)).Port);
        Assert.Equal(["0000000000000001 refuses: OFPFMFC_TABLE_FULL"], installed.Values);
    }

    [Fact]
    public void A_switch_that_refuses_the_flow_is_reported()
    {
        var scheduler = new HistoricalScheduler();
        var controller = new OpenFlowController(new() { Scheduler = scheduler });
        var installed = InstallTableMiss(controller).Record(scheduler);

        var peer = ScriptedSwitch.Connect(controller, RxOfctl.Recording.Recording.Open("s1.pcapng"), datapathId: 1);
        peer.Expect<FlowMod>().Error(OpenFlowError.FlowModFailedTableFull);
        scheduler.AdvanceBy(TimeSpan.FromMinutes(1));

        Assert.Equal(["0000000000000001 refuses: OFPFMFC_TABLE_FULL"], installed.Values);
    }

    [Fact]
    public void A_packet_is_emitted_after_two_seconds_without_another()
    {
        var scheduler = new HistoricalScheduler();
        var controller = new OpenFlowController(new() { Scheduler = scheduler });
        var peer = ScriptedSwitch.Connect(controller, 1);
        scheduler.AdvanceBy(TimeSpan.FromSeconds(1));
        var emitted = controller.Messages.OfMessage<PacketIn>().Throttle(TimeSpan.FromSeconds(2), scheduler).Record(scheduler);

        var marbles = new Marbles(scheduler) { ['p'] = new PacketIn(), ['s'] = new PortStatus { Desc = new() { PortNo = 2 } } };
        marbles.Send(peer, "ppp---(ps)-s--|");
        scheduler.AdvanceBy(TimeSpan.FromSeconds(20));

        Assert.Equal("----p---p", marbles.Of(emitted));
    }

    [Fact]
    public void The_readme_shows_what_is_compiled_here()
    {
        var source = File.ReadAllText(Path.Combine(Root(), "tests", "RxOfctl.Testing.Tests", "ReadmeTests.cs"));
        var readme = File.ReadAllText(Path.Combine(Root(), "src", "RxOfctl.Testing", "README.md"));
        var snippets = readme.Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0]).ToArray();

        Assert.Equal(4, snippets.Length);
        foreach (var snippet in snippets)
        {
            var indented = string.Join('\n', snippet.TrimEnd().Split('\n').Select(line => line.Length == 0 ? line : "    " + line));
            Assert.Contains(indented, source, StringComparison.Ordinal);
        }
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "RxOfctl.sln")))
            directory = directory.Parent ?? throw new InvalidOperationException("RxOfctl.sln is above the tests.");
        return directory.FullName;
    }
}
