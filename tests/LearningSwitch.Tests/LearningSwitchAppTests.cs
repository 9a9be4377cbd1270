using Microsoft.Reactive.Testing;
using RxOfctl;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Switches;

namespace LearningSwitch.Tests;

/// <summary>The app on one switch with hosts h1, h2 and h3 at ports 1, 2 and 3.</summary>
public class LearningSwitchAppTests
{
    private readonly TestScheduler _scheduler = new();
    private readonly OpenFlowController _controller;
    private readonly LearningSwitchApp _app;
    private readonly List<LearnedAddress> _learned = [];
    private readonly List<InstalledFlow> _installed = [];
    private readonly List<SwitchMessage> _messages = [];
    private SimulatedNetwork _network = null!;
    private SimulatedSwitch _s1 = null!;

    public LearningSwitchAppTests()
    {
        _controller = new(new() { Scheduler = _scheduler });
        _app = new(_controller);
        _app.Learned.Subscribe(_learned.Add);
        _app.Installed.Subscribe(_installed.Add);
        _app.Start();
    }

    public static TheoryData<OpenFlowVersion, int> Switches => new()
    {
        { OpenFlowVersion.OpenFlow10, 0 },
        { OpenFlowVersion.OpenFlow10, 16 },
        { OpenFlowVersion.OpenFlow13, 0 },
        { OpenFlowVersion.OpenFlow13, 16 },
    };

    [Theory, MemberData(nameof(Switches))]
    public void Pings_are_answered_and_after_the_first_one_the_switch_forwards_by_itself(OpenFlowVersion version, int buffers)
    {
        Start(version, buffers);

        Assert.True(Ping(0, 1));
        Assert.Equal([(Mac(1), 1u), (Mac(2), 2u)], _learned.Select(learned => (learned.Address, learned.Port.Value)));
        Assert.Equal([1u, 2u], _installed.Select(flow => flow.Port.Value));
        _messages.Clear();

        Assert.True(Ping(0, 1));
        Assert.True(Ping(1, 0));
        Assert.DoesNotContain(_messages, message => message.Message is PacketIn);
    }

    [Theory, MemberData(nameof(Switches))]
    public void A_packet_in_costs_no_request(OpenFlowVersion version, int buffers)
    {
        Start(version, buffers);
        _messages.Clear();

        Ping(0, 1);
        Ping(1, 2);

        Assert.Contains(_messages, message => message.IsFromController);
        Assert.All(_messages.Where(message => message.IsFromController), message => Assert.True(message.Message is FlowMod or PacketOut));
        Assert.DoesNotContain(_messages, message => message.Message is ErrorMessage);
    }

    [Theory, MemberData(nameof(Switches))]
    public void Unused_flows_expire(OpenFlowVersion version, int buffers)
    {
        Start(version, buffers);
        Ping(0, 1);
        Assert.Equal(3, _s1.Flows.Count);

        Advance(61);

        Assert.Equal(0, Assert.Single(_s1.Flows).Priority);
        Assert.True(Ping(0, 1));
    }

    [Theory, MemberData(nameof(Switches))]
    public void A_host_that_moves_is_learned_again(OpenFlowVersion version, int buffers)
    {
        Start(version, buffers);
        Ping(0, 1);
        var moved = _network.Hosts[0];
        moved.Link!.Unplug();
        _network.Connect(_s1, 9, moved);

        moved.Announce();
        Advance(1);

        Assert.Equal((Mac(1), new PortNumber(9), new PortNumber(1)), (_learned[^1].Address, _learned[^1].Port, _learned[^1].Before));
        Assert.DoesNotContain(_s1.Flows, flow => flow.Match.Get(Oxm.EthDst) == Mac(1));
        Assert.True(Ping(1, 0));
    }

    [Theory, MemberData(nameof(Switches))]
    public void Link_local_frames_are_not_forwarded(OpenFlowVersion version, int buffers)
    {
        Start(version, buffers);
        var received = 0;
        _network.Hosts[1].Received.Subscribe(_ => received++);

        var frame = new EthernetFrame { Source = Mac(1), EtherType = EtherType.Ipv4, Payload = new byte[46] };
        _network.Hosts[0].Send(frame with { Destination = MacAddress.Parse("01:80:c2:00:00:00") });
        _network.Hosts[0].Send(frame with { Destination = MacAddress.Parse("01:80:c2:00:00:0f") });
        _network.Hosts[0].Send(frame with { Destination = MacAddress.Broadcast, EtherType = EtherType.Lldp });
        Advance(1);
        Assert.Equal(0, received);

        _network.Hosts[0].Send(frame with { Destination = MacAddress.Parse("01:80:c2:00:00:10") });
        Advance(1);
        Assert.Equal(1, received);
    }

    [Theory, MemberData(nameof(Switches))]
    public void A_packet_for_the_port_that_it_came_by_is_dropped(OpenFlowVersion version, int buffers)
    {
        Start(version, buffers);
        Ping(0, 1);
        _messages.Clear();

        // As from a second host at the same hub.
        _network.Hosts[0].Send(new() { Source = Mac(77), Destination = Mac(1), EtherType = EtherType.Ipv4, Payload = new byte[46] });
        Advance(1);

        var packets = _messages.Select(message => message.Message).OfType<PacketOut>().ToList();
        Assert.All(packets, packet => Assert.Empty(packet.Actions));
        // From 1.2 on, a switch that is asked for whole packets keeps none.
        Assert.Equal(version == OpenFlowVersion.OpenFlow10 && buffers > 0 ? 1 : 0, packets.Count);
        Assert.DoesNotContain(_messages, message => message.Message is FlowMod);
    }

    [Theory, MemberData(nameof(Switches))]
    public void A_group_address_is_not_learned(OpenFlowVersion version, int buffers)
    {
        Start(version, buffers);

        _network.Hosts[0].Send(new() { Source = MacAddress.Broadcast, Destination = Mac(2), Payload = new byte[46] });
        Advance(1);

        Assert.Empty(_learned);
    }

    [Theory, MemberData(nameof(Switches))]
    public void A_switch_that_comes_back_starts_anew(OpenFlowVersion version, int buffers)
    {
        Start(version, buffers);
        Ping(0, 1);
        _s1.Disconnect();
        Advance(1);
        Assert.Empty(_controller.Datapaths.Items);

        _s1.ConnectTo(_controller);
        Advance(1);

        Assert.Single(_s1.Flows);
        _learned.Clear();
        Assert.True(Ping(0, 1));
        Assert.Equal([Mac(1), Mac(2)], _learned.Select(learned => learned.Address));
        Assert.All(_learned, learned => Assert.Null(learned.Before));
    }

    private static MacAddress Mac(ulong host) => new(host);

    private void Start(OpenFlowVersion version, int buffers)
    {
        _network = new(_scheduler);
        _s1 = _network.AddSwitch(1, new SimulatedSwitchOptions { Versions = [version], BufferCount = buffers });
        for (var number = 1u; number <= 3; number++)
            _network.Connect(_s1, number, _network.AddHost($"h{number}", Mac(number), new(10, 0, 0, (byte)number)));
        _s1.Messages.Subscribe(_messages.Add);
        _network.ConnectTo(_controller);
        Advance(1);
    }

    private bool Ping(int from, int to)
    {
        var isAnswered = false;
        using var pinging = _network.Hosts[from].Ping(_network.Hosts[to].Address).Subscribe(result => isAnswered = result.IsAnswered);
        Advance(2);
        return isAnswered;
    }

    private void Advance(double seconds) => _scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds).Ticks);
}
