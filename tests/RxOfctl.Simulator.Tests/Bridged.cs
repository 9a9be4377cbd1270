using Microsoft.Reactive.Testing;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Simulator.Tests;

/// <summary>A switch with three hosts that floods every frame, in virtual time.</summary>
internal sealed class Bridged
{
    private readonly SimulatedLinkOptions _options;
    private readonly SimulatedSwitch _switch;
    private uint _ports;

    public Bridged(SimulatedLinkOptions? options = null)
    {
        _options = options ?? new();
        Network = new(Scheduler);
        _switch = Network.AddSwitch(1);
        for (uint number = 1; number <= 3; number++)
            AddHost($"h{number}", number, new(0x0a00_0000 + number));
        var controller = new OpenFlowController(new() { Scheduler = Scheduler, EchoInterval = TimeSpan.Zero });
        Network.ConnectTo(controller);
        Advance(1);
        controller.GetDatapath(1)!.Send(new FlowMod { Actions = [new OutputAction(PortNumber.Flood)] });
        Advance(1);
    }

    public TestScheduler Scheduler { get; } = new();

    public SimulatedNetwork Network { get; }

    public SimulatedHost Host(int number) => Network.Hosts[number - 1];

    public SimulatedHost AddHost(string name, uint mac, Ipv4Address address)
    {
        var host = Network.AddHost(name, new(mac), address);
        Network.Connect(_switch, ++_ports, host, _options);
        return host;
    }

    public void Advance(double seconds) => Scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds).Ticks);

    public T Run<T>(IObservable<T> command)
    {
        var results = new List<T>();
        using var running = command.Subscribe(results.Add);
        Advance(10);
        return Assert.Single(results);
    }
}
