using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Multipart;

/// <summary>One entry of a reply that cannot be decoded costs no other one, where its length says where it ends.</summary>
public class MalformedEntryTests
{
    private const int EntryLength = 56;
    private const int MatchType = 48;

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(0, 1)]
    public void A_flow_with_a_bad_match_costs_itself(int bad, int count)
    {
        var frame = Flows(count);
        frame[16 + EntryLength * bad + MatchType + 1] = 7;
        var reply = Assert.IsType<FlowStatsReply>(OpenFlowCodec.Decode(frame, out var xid));

        Assert.Equal(Enumerable.Range(0, count).Where(flow => flow != bad).Select(flow => (ulong)flow), reply.Body.Select(flow => flow.Cookie));
        var malformed = Assert.Single(reply.Malformed);
        Assert.Equal(bad, malformed.Index);
        Assert.Equal(frame.AsSpan(16 + EntryLength * bad, EntryLength), malformed.Bytes.Span);
        Assert.Contains(OpenFlowError.BadMatchBadType.Name, malformed.Reason);
        Assert.Equal(frame, OpenFlowCodec.Encode(reply, OpenFlow13, xid));
        Assert.StartsWith("FlowStatsReply.Malformed", Assert.Throws<UnsupportedByVersionException>(() => OpenFlowCodec.Encode(reply, OpenFlow14, xid)).Member);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(EntryLength + 1)]
    [InlineData(0xffff)]
    public void An_entry_of_an_unsound_length_costs_the_reply(ushort length)
    {
        var frame = Flows(1);
        (frame[16], frame[17]) = ((byte)(length >> 8), (byte)length);

        Assert.Throws<OpenFlowDecodeException>(() => OpenFlowCodec.Decode(frame, out _));
    }

    [Fact]
    public void An_entry_without_a_length_of_its_own_costs_the_reply() => Assert.Throws<OpenFlowDecodeException>(
        () => OpenFlowCodec.Decode(OpenFlowCodec.Encode(new PortStatsReply { Body = [new()] }, OpenFlow13, 1).AsSpan()[..^1], out _));

    [Fact]
    public void Parts_of_a_reply_are_joined_with_what_is_malformed_in_each()
    {
        var frame = Flows(2);
        frame[16 + MatchType + 1] = 7;
        var part = Assert.IsType<FlowStatsReply>(OpenFlowCodec.Decode(frame, out _));
        var joined = Assert.IsType<FlowStatsReply>(part.Join(part));

        Assert.Equal([1ul, 1ul], joined.Body.Select(flow => flow.Cookie));
        Assert.Equal([0, 2], joined.Malformed.Select(entry => entry.Index));
        Assert.Equal([.. frame.AsSpan(16), .. frame.AsSpan(16)], OpenFlowCodec.Encode(joined, OpenFlow13, 1)[16..]);
    }

    private static byte[] Flows(int count) =>
        OpenFlowCodec.Encode(new FlowStatsReply { Body = Enumerable.Range(0, count).Select(flow => new FlowStats { Cookie = (ulong)flow }).ToValueList() }, OpenFlow13, 1);
}
