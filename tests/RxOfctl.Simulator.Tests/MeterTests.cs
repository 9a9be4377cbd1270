using FsCheck.Xunit;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Simulator.Tests;

public class MeterTests
{
    [Fact]
    public void A_dropping_meter_passes_its_burst_and_then_its_rate()
    {
        var bench = Metered(new DropMeterBand { Rate = 10, BurstSize = 5 });

        Send(bench, 20);
        Assert.Equal(5, bench.Heard[1].Count);
        bench.Advance(TimeSpan.FromMilliseconds(300));
        Send(bench, 20);
        Assert.Equal(8, bench.Heard[1].Count);

        var stats = Assert.Single(Assert.IsType<MeterStatsReply>(Assert.Single(bench.Ask(new MeterStatsRequest()))).Body);
        Assert.Equal((40ul, 1u), (stats.PacketInCount, stats.RefCount));
        Assert.Equal(32ul, Assert.Single(stats.BandStats).PacketBandCount);
    }

    [Fact]
    public void A_remarking_meter_raises_the_drop_precedence_of_what_exceeds_it()
    {
        const byte Af11 = 10 << 2;
        const byte Af12 = 12 << 2;
        var bench = Metered(new DscpRemarkMeterBand { Rate = 1, BurstSize = 1, PrecLevel = 1 });
        var frame = Bench.Datagram(1, 2);
        frame = frame with { Ipv4 = frame.Ipv4! with { TypeOfService = Af11 } };

        bench.Hosts[0].Send(frame);
        bench.Hosts[0].Send(frame);
        bench.Settle();

        Assert.Equal([Af11, Af12], bench.Heard[1].Select(heard => heard.Ipv4!.TypeOfService));
        Assert.All(bench.Heard[1], heard => Assert.Null(heard.Ipv4!.Checksum));
    }

    [Fact]
    public void Deleting_a_meter_removes_its_flows()
    {
        var bench = Metered(new DropMeterBand { Rate = 1 });

        bench.Tell(new MeterMod { Command = MeterModCommand.Delete, MeterId = MeterId.All });

        Assert.Empty(bench.S1.Meters);
        Assert.Empty(bench.S1.Flows);
    }

    /// <summary>The meter as a model: tokens in millionths of a packet, filled by the microsecond.</summary>
    [Property(MaxTest = 100)]
    public void A_meter_passes_what_a_token_bucket_passes(ushort rate, byte burst, ushort[] gaps)
    {
        // Small, so that the bucket is often empty.
        var (perSecond, size) = ((uint)rate % 60 + 1, (uint)burst % 4 + 1);
        var bench = Metered(new DropMeterBand { Rate = perSecond, BurstSize = size });
        // In millionths of a packet; a millisecond adds a thousandth of the rate, and the time until now has filled it.
        var tokens = size * 1_000_000L;
        var passed = 0;
        foreach (var gap in gaps)
        {
            var milliseconds = gap % 50;
            bench.Advance(TimeSpan.FromMilliseconds(milliseconds));
            tokens = Math.Min(size * 1_000_000L, tokens + milliseconds * perSecond * 1000L);
            if (tokens >= 1_000_000)
            {
                tokens -= 1_000_000;
                passed++;
            }

            bench.Hosts[0].Send(Bench.Datagram(1, 2));
        }

        bench.Settle();
        Assert.Equal(passed, bench.Heard[1].Count);
    }

    public static TheoryData<MeterMod, OpenFlowError> Wrong() => new()
    {
        { new() { MeterId = 1, Bands = [] }, OpenFlowError.MeterModFailedMeterExists },
        { new() { Command = MeterModCommand.Modify, MeterId = 5 }, OpenFlowError.MeterModFailedUnknownMeter },
        { new() { MeterId = 0 }, OpenFlowError.MeterModFailedInvalidMeter },
        { new() { MeterId = 5, Flags = MeterFlags.Kbps | MeterFlags.Pktps }, OpenFlowError.MeterModFailedBadFlags },
        { new() { MeterId = 5, Bands = [new DropMeterBand()] }, OpenFlowError.MeterModFailedBadRate },
        { new() { MeterId = 5, Bands = [new ExperimenterMeterBand { Rate = 1 }] }, OpenFlowError.MeterModFailedBadBand },
        { new() { Command = (MeterModCommand)9, MeterId = 5 }, OpenFlowError.MeterModFailedBadCommand },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void What_cannot_be_is_refused(MeterMod mod, OpenFlowError error)
    {
        var bench = Metered(new DropMeterBand { Rate = 1 });

        Assert.Equal(error, Assert.IsType<ErrorMessage>(Assert.Single(bench.Ask(mod))).Error);
        Assert.Single(bench.S1.Meters);
    }

    private static Bench Metered(MeterBand band)
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        bench.Tell(
            new MeterMod { MeterId = 1, Flags = MeterFlags.Pktps | MeterFlags.Burst | MeterFlags.Stats, Bands = [band] },
            new FlowMod { Instructions = [new MeterInstruction(1), new ApplyActions([new OutputAction(2)])] });
        return bench;
    }

    private static void Send(Bench bench, int packets)
    {
        for (var packet = 0; packet < packets; packet++)
            bench.Hosts[0].Send(Bench.Datagram(1, 2));
        bench.Advance(TimeSpan.FromMilliseconds(1));
        bench.Advance(TimeSpan.FromMilliseconds(1));
    }
}
