using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Recording.Tests;

/// <summary>
/// A session that was captured on the way between switches and controller, and recorded by the controller: three bridges of Open vSwitch
/// (OpenFlow 1.0, 1.3 and 1.5) and the learning switch, in two network namespaces, between which a third one forwards and drops what exceeds
/// 200 kbit/s (<c>tc qdisc add dev rb root tbf rate 200kbit burst 1600 limit 1700</c>).
/// </summary>
public sealed class CapturedSessionTests
{
    /// <summary><c>dumpcap -i ra -P</c>: Ethernet frames before the bottleneck. tshark finds 24 retransmissions and 4 lost segments.</summary>
    private const string OfOneInterface = "session.pcap";

    /// <summary><c>dumpcap -i any</c>: "cooked" packets of both interfaces, so that each that was forwarded is there twice.</summary>
    private const string OfAllInterfaces = "session-any.pcapng.gz";

    [Theory]
    [InlineData(OfOneInterface)]
    [InlineData(OfAllInterfaces)]
    public void A_capture_with_retransmissions_and_several_streams_has_the_messages_that_the_controller_recorded(string file)
    {
        var (captured, recorded) = (Open(file), Open("session-recorded.pcapng.gz"));

        Assert.Empty(captured.Problems);
        Assert.False(captured.IsTruncated);
        Assert.Equal(105, captured.Frames.Count);
        Assert.Equal(
            [(0xa0, OpenFlowVersion.OpenFlow10), (0xa1, OpenFlowVersion.OpenFlow13), (0xa2, OpenFlowVersion.OpenFlow15)],
            Connections(captured).Select(connection => ((int)connection.DatapathId!.Value.Value, connection.Version!.Value)));
        foreach (var (each, same) in Connections(captured).Zip(Connections(recorded)))
        {
            Assert.Equal(same.DatapathId, each.DatapathId);
            Assert.NotNull(each.ClosedAt);
            foreach (var isSent in new[] { false, true })
                Assert.Equal(Messages(recorded, same, isSent), Messages(captured, each, isSent));
        }
    }

    [Theory]
    [InlineData(OfOneInterface)]
    [InlineData(OfAllInterfaces)]
    public void Requests_of_a_capture_have_their_replies(string file)
    {
        var captured = Open(file);
        var replies = captured.GetReplies();

        var barriers = captured.Frames.Where(frame => frame.IsSent && frame.Decode() is BarrierRequest).ToList();
        Assert.NotEmpty(barriers);
        Assert.All(barriers, barrier =>
        {
            var reply = Assert.Single(replies[barrier]);
            Assert.IsType<BarrierReply>(reply.Decode());
            Assert.Same(barrier.Connection, reply.Connection);
            Assert.True(reply.Timestamp >= barrier.Timestamp);
        });
    }

    private static Recording Open(string file) => Recording.Open(Path.Combine(AppContext.BaseDirectory, "Captures", file));

    private static IEnumerable<RecordedConnection> Connections(Recording recording) =>
        recording.Connections.OrderBy(connection => connection.DatapathId!.Value.Value);

    private static IEnumerable<string> Messages(Recording recording, RecordedConnection connection, bool isSent) =>
        from frame in recording.Frames
        where frame.Connection == connection && frame.IsSent == isSent
        select Convert.ToHexString(frame.Data.Span);
}
