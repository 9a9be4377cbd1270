using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator;

namespace RxOfctl.Topology.Tests;

/// <summary>
/// Switches in a lab that are not of its controller's fleet. They flood what they get, but for frames to the addresses that bridges keep to
/// themselves, so that LLDP does not cross them and broadcasts do.
/// </summary>
internal sealed class Island : IDisposable
{
    private static readonly MacAddress BridgeGroup = MacAddress.Parse("01:80:c2:00:00:00");
    private static readonly MacAddress BridgeGroupMask = MacAddress.Parse("ff:ff:ff:ff:ff:f0");

    private readonly Lab _lab;
    private readonly OpenFlowController _controller;

    public Island(Lab lab)
    {
        _lab = lab;
        _controller = new(new() { Scheduler = lab.Scheduler, EchoInterval = TimeSpan.Zero });
    }

    /// <summary>Adds a switch to the island. It forwards from the next step of the lab's time on.</summary>
    public SimulatedSwitch Add(ulong id)
    {
        var added = _lab.Network.AddSwitch(id);
        added.ConnectTo(_controller);
        _lab.Advance(0.01);
        var datapath = _controller.GetDatapath(id)!;
        datapath.Send(new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Flood)] });
        datapath.Send(new FlowMod { Priority = 1, Match = [Oxm.EthDst.Is(BridgeGroup, BridgeGroupMask)] });
        _lab.Advance(0.01);
        return added;
    }

    public void Dispose() => _controller.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
