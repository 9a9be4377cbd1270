using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Protocol.Tests.Statistics;

/// <summary>The ages in statistics as times.</summary>
public sealed class DurationTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 500_000_000, 15_000_000)]
    [InlineData(2, 199, 20_000_001)]
    [InlineData(uint.MaxValue, uint.MaxValue, 42_949_672_950_000_000 + 42_949_672)]
    public void The_duration_is_the_sum_of_both_fields_to_100_nanoseconds(uint seconds, uint nanoseconds, long ticks)
    {
        var expected = TimeSpan.FromTicks(ticks);

        Assert.Equal(expected, new FlowStats { DurationSec = seconds, DurationNsec = nanoseconds }.Duration);
        Assert.Equal(expected, new FlowRemoved { DurationSec = seconds, DurationNsec = nanoseconds }.Duration);
        Assert.Equal(expected, new PortStats { DurationSec = seconds, DurationNsec = nanoseconds }.Duration);
        Assert.Equal(expected, new QueueStats { DurationSec = seconds, DurationNsec = nanoseconds }.Duration);
        Assert.Equal(expected, new GroupStats { DurationSec = seconds, DurationNsec = nanoseconds }.Duration);
        Assert.Equal(expected, new MeterStats { DurationSec = seconds, DurationNsec = nanoseconds }.Duration);
    }
}
