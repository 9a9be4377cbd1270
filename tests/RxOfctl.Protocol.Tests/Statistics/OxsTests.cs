using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Statistics;

namespace RxOfctl.Protocol.Tests.Statistics;

public class OxsTests
{
    [Fact]
    public void A_list_shows_what_it_has()
    {
        ValueList<OxsField> stats = [Oxs.PacketCount.Is(1)];
        Assert.Equal(1ul, stats.Get(Oxs.PacketCount));
        Assert.Null(stats.Get(Oxs.ByteCount));
        Assert.Equal([Oxs.PacketCount.Is(2), Oxs.ByteCount.Is(3)], stats.With(Oxs.PacketCount.Is(2)).With(Oxs.ByteCount.Is(3)));
    }

    [Fact]
    public void A_count_of_flows_has_32_bits() => Assert.Throws<ArgumentOutOfRangeException>(() => Oxs.FlowCount.Is(1UL << 32));

    [Fact]
    public void A_known_field_is_not_unknown() => Assert.Throws<ArgumentException>(() => OxsField.Unknown(OxsClass.OpenFlowBasic, 0, default));

    [Theory]
    [InlineData("00 03")]
    [InlineData("00 09")]
    [InlineData("00 0b")]
    [InlineData("00 0d")]
    public void A_list_of_a_wrong_length_is_refused(string length)
    {
        var bytes = CommentedBytes.Parse($"""
            06 0b 00 30 00 00 00 01
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            00 01 00 04 00 00 00 00
            00 00 {length} 80 02 06 04 00 00 00 03 00 00 00 00
            """);
        var error = Assert.Throws<OpenFlowDecodeException>(() => OpenFlowCodec.Decode(bytes, out _)).Error;
        Assert.Equal(OpenFlowError.BadRequestBadLen, error);
    }

    [Fact]
    public void A_flow_removed_without_statistics_counts_nothing()
    {
        var removed = new FlowRemoved { Stats = [] };
        Assert.Equal((0u, 0u, 0ul, 0ul), (removed.DurationSec, removed.DurationNsec, removed.PacketCount, removed.ByteCount));
    }

    [Fact]
    public void Statistics_equal_others_however_they_were_set()
    {
        ValueList<OxsField> usual = [Oxs.Duration.Is(1UL << 32), Oxs.PacketCount.Is(2), Oxs.ByteCount.Is(3)];
        ValueList<OxsField> inAnotherOrder = [Oxs.PacketCount.Is(2), Oxs.Duration.Is(1UL << 32), Oxs.ByteCount.Is(3)];
        var removed = new FlowRemoved { DurationSec = 1, PacketCount = 2, ByteCount = 3 };

        Assert.Equal(new FlowRemoved { Stats = usual }, removed);
        Assert.Equal(usual, removed.Stats);
        Assert.NotEqual(new FlowRemoved { Stats = inAnotherOrder }, removed);
        Assert.Equal(inAnotherOrder, new FlowRemoved { Stats = inAnotherOrder }.Stats);
        Assert.Equal([Oxs.PacketCount.Is(4), .. inAnotherOrder.Skip(1)], new FlowRemoved { Stats = inAnotherOrder, PacketCount = 4 }.Stats);
    }
}
