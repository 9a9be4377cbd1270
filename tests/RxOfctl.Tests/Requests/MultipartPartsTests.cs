using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Tests.Requests;

/// <summary>A multipart request that is longer than a message can be is sent as several with one transaction id.</summary>
public class MultipartPartsTests
{
    private readonly Lab _lab = new();

    [Fact]
    public void Table_features_beyond_64_KiB_are_sent_in_parts()
    {
        var (peer, datapath) = _lab.Present();
        peer.Always<TableFeaturesRequest>(part => part.Flags == default).Reply(new TableFeaturesReply());
        ValueList<TableFeatures> tables = [.. Enumerable.Range(0, 2500).Select(number => new TableFeatures { TableId = (byte)number, Name = $"{number}" })];
        var asked = _lab.Record(datapath.SendMsg(new TableFeaturesRequest { Body = tables }));
        _lab.Settle();

        var parts = peer.Received.Where(each => each.Message is TableFeaturesRequest).ToArray();
        Assert.Equal(tables, parts.SelectMany(each => ((TableFeaturesRequest)each.Message).Body));
        Assert.Equal(3, parts.Length);
        Assert.Equal([MultipartFlags.More, MultipartFlags.More, default], parts.Select(each => ((TableFeaturesRequest)each.Message).Flags));
        Assert.Single(parts.Select(each => each.Xid).Distinct());
        Assert.IsType<BarrierRequest>(peer.Received[^1].Message);
        Assert.True(asked.IsCompleted);
    }

    [Fact]
    public void A_request_that_fits_is_sent_as_one_message()
    {
        var (peer, datapath) = _lab.Present(1, OpenFlowVersion.OpenFlow14);
        peer.Always<FlowMonitorRequest>().Reply(new FlowMonitorReply());
        var asked = _lab.Record(datapath.SendMsg(new FlowMonitorRequest { Body = [.. Enumerable.Range(0, 100).Select(number => new FlowMonitor { MonitorId = (uint)number })] }));
        _lab.Settle();

        Assert.Equal(100, Assert.Single(peer.ReceivedOf<FlowMonitorRequest>()).Body.Count);
        Assert.True(asked.IsCompleted);
    }

    [Fact]
    public void A_request_that_cannot_be_encoded_leaves_nothing_pending()
    {
        var (peer, datapath) = _lab.Present(1, OpenFlowVersion.OpenFlow10);
        var before = peer.Received.Count;
        var asked = _lab.Record(datapath.SendMsg(new TableFeaturesRequest { Body = [new(), new()] }));
        _lab.Settle();

        Assert.IsType<UnsupportedByVersionException>(Assert.IsType<InvalidMessageException>(asked.Error).InnerException);
        Assert.Equal(before, peer.Received.Count);
        Assert.Equal(0, datapath.PendingRequests);
    }
}
