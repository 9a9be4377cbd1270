using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Nicira;

namespace RxOfctl.Tests.Datapaths;

/// <summary>The features of a datapath are probed once, by requests that change nothing.</summary>
public class PeerFeaturesTests
{
    private readonly Lab _lab = new();

    public static TheoryData<OpenFlowVersion> Versions => [.. Enum.GetValues<OpenFlowVersion>()];

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_datapath_that_refuses_all_probes_has_the_features_of_its_version(OpenFlowVersion version)
    {
        var (peer, datapath) = _lab.Present(1, version);
        var before = peer.Received.Count;
        peer.Always<OpenFlowMessage>(message => message is not BarrierRequest).Error(OpenFlowError.BadRequestBadType);
        var first = _lab.Record(datapath.PeerFeatures);
        _lab.Settle();
        var asked = peer.Received.Count;
        var second = _lab.Record(datapath.PeerFeatures);
        _lab.Settle();

        var expected = new PeerFeatures
        {
            Bundles = version >= OpenFlowVersion.OpenFlow14,
            FlowModTableId = version >= OpenFlowVersion.OpenFlow11,
            FlowMonitor = version >= OpenFlowVersion.OpenFlow14,
        };
        Assert.Equal(expected, Assert.Single(first.Values));
        Assert.Equal(expected, Assert.Single(second.Values));
        Assert.InRange(asked, before + 2, before + 6);
        Assert.Equal(asked, peer.Received.Count);
        Assert.Equal(0, datapath.PendingRequests);
        Assert.True(datapath.IsConnected);
    }

    [Fact]
    public void An_error_other_than_a_refusal_shows_that_the_message_is_known()
    {
        var (peer, datapath) = _lab.Present();
        peer.Always<OpenFlowMessage>(message => message is not BarrierRequest).Error(OpenFlowError.BundleFailedBadId);
        var features = _lab.Record(datapath.PeerFeatures);
        _lab.Settle();

        Assert.Equal(new PeerFeatures { Nicira = true, Bundles = true, FlowModTableId = true, FlowMonitor = true }, Assert.Single(features.Values));
    }

    [Fact]
    public void A_failed_probe_is_repeated()
    {
        var (peer, datapath) = _lab.Present();
        peer.Expect<BarrierRequest>();
        var failed = _lab.Record(datapath.PeerFeatures);
        _lab.PassSeconds(31);
        Assert.IsType<RequestTimeoutException>(failed.Error);
        var features = _lab.Record(datapath.PeerFeatures);
        _lab.Settle();

        Assert.Single(features.Values);
    }

    [Fact]
    public void The_option_overrides_the_probe()
    {
        var lab = new Lab(new() { PeerFeatures = new() { Nicira = true } });
        var (peer, datapath) = lab.Present();
        var before = peer.Received.Count;
        var features = lab.Record(datapath.PeerFeatures);
        lab.Settle();

        Assert.Equal(new PeerFeatures { Nicira = true }, Assert.Single(features.Values));
        Assert.Equal(before, peer.Received.Count);
    }

    [Fact]
    public void Flow_mods_name_a_table_after_any_form_of_sending_has_turned_that_on()
    {
        var (peer, datapath) = _lab.Present(1, OpenFlowVersion.OpenFlow10);
        var flow = new FlowMod { TableId = new(3) };
        var refused = _lab.Record(datapath.SendMsg(flow));
        _lab.Settle();
        Assert.IsType<InvalidMessageException>(refused.Error);

        var done = _lab.Record(datapath.SendMsgs([new NiciraFlowModTableId { Set = 1 }, new NiciraSetFlowFormat()]));
        _lab.Settle();
        Assert.True(done.IsCompleted);
        var accepted = _lab.Record(datapath.SendMsg(flow));
        _lab.Settle();
        Assert.True(accepted.IsCompleted);
        Assert.Equal(flow.TableId, Assert.Single(peer.ReceivedOf<FlowMod>()).TableId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Matches_that_OpenFlow_1_0_cannot_carry_are_sent_in_any_form_if_the_peer_has_Niciras_extensions(bool hasNicira)
    {
        var lab = new Lab(new() { PeerFeatures = new() { Nicira = hasNicira } });
        var (peer, datapath) = lab.Present(1, OpenFlowVersion.OpenFlow10);
        var flow = new FlowMod { Match = [Oxm.EthType.Is(0x86dd), Oxm.Ipv6Src.Is(Ipv6Address.Parse("fe80::1"))] };
        Assert.Equal(hasNicira, Record.Exception(() => datapath.Send(flow)) is null);
        var one = lab.Record(datapath.SendMsg(flow));
        var several = lab.Record(datapath.SendMsgs([flow, flow]));
        lab.Settle();

        Assert.Equal(hasNicira, one.IsCompleted);
        Assert.Equal(hasNicira, several.IsCompleted);
        Assert.Equal(hasNicira ? [flow, flow, flow, flow] : [], peer.ReceivedOf<FlowMod>());
    }
}
