using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Tests.Datapaths;

public class DescriptionTests
{
    private readonly Lab _lab = new();

    [Fact]
    public void A_description_is_requested_once_and_only_if_it_is_observed()
    {
        var (peer, datapath) = _lab.Present();
        var description = new DescReply { DpDesc = "s1" };
        peer.Always<DescRequest>().Reply(description);
        _lab.Settle();
        Assert.Empty(peer.ReceivedOf<DescRequest>());

        var first = _lab.Record(datapath.Description);
        _lab.Settle();
        var second = _lab.Record(datapath.Description);
        _lab.Settle();

        Assert.Equal([description], first.Values);
        Assert.True(first.IsCompleted);
        Assert.Equal([description], second.Values);
        Assert.True(second.IsCompleted);
        Assert.Single(peer.ReceivedOf<DescRequest>());
    }

    [Fact]
    public void A_failed_description_is_requested_again()
    {
        var (peer, datapath) = _lab.Present();
        peer.Expect<DescRequest>().Error(OpenFlowError.BadRequestEperm);
        peer.Expect<DescRequest>().Reply(new DescReply());
        var failed = _lab.Record(datapath.Description);
        _lab.Settle();
        var done = _lab.Record(datapath.Description);
        _lab.Settle();

        Assert.IsType<OpenFlowErrorException>(failed.Error);
        Assert.Equal([new DescReply()], done.Values);
    }
}
