using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Web.Dashboard.Live;
using RxOfctl.Web.Dashboard.Packets;
using RxOfctl.Web.Dashboard.Texts;

namespace RxOfctl.Web.Tests.Dashboard;

public sealed class TextsTests
{
    [Theory]
    [InlineData(0, "0 bit/s")]
    [InlineData(999, "999 bit/s")]
    [InlineData(1_000, "1.0 kbit/s")]
    [InlineData(12_345_678, "12 Mbit/s")]
    [InlineData(999_600_000, "1.0 Gbit/s")]
    public void Rates_have_two_digits_or_three(double rate, string text) => Assert.Equal(text, Units.Bits(rate));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(90, "90 s")]
    [InlineData(600, "10 min")]
    [InlineData(7_200, "2 h")]
    [InlineData(200_000, "2 d")]
    public void Ages_have_one_unit(int seconds, string text) => Assert.Equal(text, Units.Age(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Bytes_are_dumped_as_tcpdump_does() => Assert.Equal(
        "0000  41 42 00 ff 43 44 45 46  47 48 49 4a 4b 4c 4d 4e  AB..CDEFGHIJKLMN\n0010  4f                                                O\n",
        HexDump.Of(ByteString.FromHex("414200ff434445464748494a4b4c4d4e4f")));

    [Fact]
    public void A_packet_has_a_layer_for_each_protocol()
    {
        var frame = new EthernetFrame
        {
            Vlans = [new(7)],
            Ipv4 = new()
            {
                Source = new(10, 0, 0, 1),
                Destination = new(10, 0, 0, 2),
                Udp = new() { SourcePort = 1, DestinationPort = 2, Payload = new byte[3] },
            },
        };

        var layers = PacketLayers.Of(frame.ToBytes());

        Assert.Equal(["Ethernet", "VLAN", "IPv4", "UDP", "Payload"], layers.Select(layer => layer.Name));
        Assert.Contains(("destination", "10.0.0.2"), layers[2].Fields);
        Assert.Contains(("length", "3 bytes"), layers[4].Fields);
    }

    [Fact]
    public void Bytes_that_are_no_packet_are_decoded_as_far_as_they_go()
    {
        Assert.Equal("Too short for Ethernet", Assert.Single(PacketLayers.Of(new byte[5])).Name);
        var random = new Random(1);
        for (var length = 0; length < 200; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            if (length > 14)
                (bytes[12], bytes[13]) = (0x08, 0x00);
            Assert.NotEmpty(PacketLayers.Of(bytes));
        }
    }

    [Fact]
    public void A_plan_keeps_counters_where_only_actions_change()
    {
        var held = new FlowStats { Priority = 5, Actions = FlowMod.Parse("actions=output:1").Actions };

        var plan = ChangePlan.Modify(held, FlowMod.Parse("priority=5,actions=output:2"), [held], OpenFlowVersion.OpenFlow13);
        Assert.Equal(FlowModCommand.ModifyStrict, ((FlowMod)Assert.Single(plan.Commands)).Command);

        plan = ChangePlan.Modify(held, FlowMod.Parse("priority=6,actions=output:1"), [held], OpenFlowVersion.OpenFlow13);
        Assert.Equal([FlowModCommand.Add, FlowModCommand.DeleteStrict], plan.Commands.Cast<FlowMod>().Select(command => command.Command));

        plan = ChangePlan.Modify(held, FlowMod.Parse("priority=5,idle_timeout=9,actions=output:1"), [held], OpenFlowVersion.OpenFlow13);
        Assert.Equal(FlowModCommand.Add, ((FlowMod)Assert.Single(plan.Commands)).Command);

        plan = ChangePlan.Modify(held, FlowMod.Parse("priority=5,actions=output:1"), [held], OpenFlowVersion.OpenFlow13);
        Assert.Empty(plan.Commands);
    }
}
