using System.Buffers.Binary;
using System.Reactive.Concurrency;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator;

namespace RxOfctl.Benchmarks.Simulator;

/// <summary>A simulated switch with many flows, which gets packets that match them.</summary>
internal sealed class SwitchUnderLoad
{
    private const int SourceAt = 26;
    private const int FlowsInTurn = 1000;

    // Prefixes of the source and of the destination address; a mask is one of each.
    private const int Prefixes = 16;

    private readonly HistoricalScheduler _scheduler = new();
    private readonly SimulatedSwitch _switch;
    private readonly Random _random = new(1);
    private readonly (uint Source, uint Destination)[] _flows;
    private readonly byte[] _template = new EthernetFrame
    {
        Source = new(1),
        Destination = new(2),
        Ipv4 = new() { Udp = new() { SourcePort = 1, DestinationPort = 2, Payload = new byte[32] } },
    }.ToBytes().ToArray();

    /// <param name="flows">How many flows the switch has.</param>
    /// <param name="masks">How many different masks these have.</param>
    /// <param name="delivers">True if packets go on over a link to a host; false if they go out by a port without a link.</param>
    public SwitchUnderLoad(int flows, int masks, bool delivers)
    {
        var network = new SimulatedNetwork(_scheduler);
        _switch = network.AddSwitch(1, new SimulatedSwitchOptions { TableCapacity = 1 << 20 });
        _switch.AddPort(1);
        if (delivers)
            network.Connect(_switch, 2, network.AddHost("h1", new(9), new(10, 0, 0, 1)));
        else
            _switch.AddPort(2);
        var controller = new OpenFlowController(new() { Scheduler = _scheduler, EchoInterval = TimeSpan.Zero });
        network.ConnectTo(controller);
        Advance();
        var datapath = controller.GetDatapath(1)!;

        _flows = new (uint, uint)[flows];
        MicrosecondsToAdd = 1e6 / flows * Cpu.Measure(() =>
        {
            for (var flow = 0; flow < flows; flow++)
            {
                var mask = flow % masks;
                var (source, destination) = (Ipv4Address.Mask(32 - mask / Prefixes), Ipv4Address.Mask(32 - mask % Prefixes));
                _flows[flow] = ((uint)_random.NextInt64(1L << 32) & source.Value, (uint)_random.NextInt64(1L << 32) & destination.Value);
                datapath.Send(new FlowMod
                {
                    Priority = (ushort)(1 + mask),
                    Match = [Oxm.EthType.Is(0x800), Oxm.Ipv4Src.Is(new(_flows[flow].Source), source), Oxm.Ipv4Dst.Is(new(_flows[flow].Destination), destination)],
                    Actions = [new OutputAction(2)],
                });
                if (flow % FlowsInTurn == 0)
                    Advance();
            }

            Advance();
        });
        if (_switch.Flows.Count != flows)
            throw new InvalidOperationException($"The switch has {_switch.Flows.Count} flows instead of {flows}.");
    }

    /// <summary>How long it took to send, decode and add a flow, in microseconds of CPU.</summary>
    public double MicrosecondsToAdd { get; }

    /// <summary>Gives the switch packets, each of which matches a flow.</summary>
    /// <param name="packets">How many.</param>
    /// <param name="kinds">How many different ones.</param>
    /// <returns>The nanoseconds of CPU and the bytes allocated for each packet.</returns>
    public (double Nanoseconds, double Bytes) Forward(int packets, int kinds)
    {
        ByteString[] frames = [.. Enumerable.Range(0, kinds).Select(_ => Frame(_flows[_random.Next(_flows.Length)]))];
        var sent = Sent;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var seconds = Cpu.Measure(() =>
        {
            for (var packet = 0; packet < packets; packet++)
            {
                _switch.Receive(1, frames[packet % kinds]);
                if (packet % FlowsInTurn == 0)
                    Advance();
            }

            Advance();
        });
        var bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (Sent - sent != (ulong)packets)
            throw new InvalidOperationException($"The switch matched {Sent - sent} packets instead of {packets}.");
        return (seconds * 1e9 / packets, (double)bytes / packets);
    }

    private ulong Sent => _switch.Flows.Aggregate(0ul, (sum, flow) => sum + flow.PacketCount);

    private ByteString Frame((uint Source, uint Destination) of)
    {
        byte[] frame = [.. _template];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(SourceAt), of.Source);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(SourceAt + 4), of.Destination);
        return ByteString.Wrap(frame);
    }

    private void Advance() => _scheduler.AdvanceBy(TimeSpan.FromMilliseconds(10));
}
