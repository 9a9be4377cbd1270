using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Simulator.Fields;

namespace RxOfctl.Simulator.Switches;

/// <summary>
/// A meter: a token bucket for each band (OpenFlow 1.3.5 §5.7). A band applies to packets for which its bucket has too few tokens; of
/// several such bands, the one with the highest rate applies.
/// </summary>
internal sealed class SwitchMeter
{
    private readonly DateTimeOffset _createdAt;
    private readonly Band[] _bands;
    private ulong _packets;
    private ulong _bytes;

    public SwitchMeter(MeterDesc description, DateTimeOffset now)
    {
        (Description, _createdAt) = (description, now);
        _bands = [.. description.Bands.Select(band => new Band(band, (description.Flags & MeterFlags.Burst) != 0, now))];
    }

    public MeterDesc Description { get; }

    private bool CountsPackets => (Description.Flags & MeterFlags.Pktps) != 0;

    /// <summary>Meters a packet, and remarks it if a band says so.</summary>
    /// <returns>False if a band drops the packet.</returns>
    public bool Pass(Packet packet, DateTimeOffset now)
    {
        _packets++;
        _bytes += (ulong)packet.Length;
        Band? exceeded = null;
        foreach (var band in _bands)
        {
            // A token is a bit, or a thousandth of a packet.
            var cost = CountsPackets ? 1000 : packet.Length * 8;
            if (!band.Take(cost, now) && !(exceeded?.Description.Rate > band.Description.Rate))
                exceeded = band;
        }

        exceeded?.Count(packet.Length);
        switch (exceeded?.Description)
        {
            case DropMeterBand:
                return false;
            case DscpRemarkMeterBand remark:
                Remark(packet, remark.PrecLevel);
                break;
        }

        return true;
    }

    public MeterStats Describe(uint references, DateTimeOffset at) => new()
    {
        MeterId = Description.MeterId,
        RefCount = references,
        PacketInCount = _packets,
        ByteInCount = _bytes,
        DurationSec = Duration.Seconds(at - _createdAt),
        DurationNsec = Duration.Nanoseconds(at - _createdAt),
        BandStats = _bands.Select(band => new MeterBandStats { PacketBandCount = band.PacketCount, ByteBandCount = band.ByteCount }).ToValueList(),
    };

    // Raises the drop precedence of assured forwarding (RFC 2597), 1 to 3; other code points stay.
    private static void Remark(Packet packet, byte levels)
    {
        var dscp = (byte)(packet.FieldWord(FlowKey.Network) >> 50 & 0x3f);
        var (assuredClass, precedence) = (dscp >> 3, dscp >> 1 & 3);
        if (assuredClass is < 1 or > 4 || precedence == 0 || (dscp & 1) != 0)
            return;
        FieldStores.IpDscp(packet, (uint)(assuredClass << 3 | Math.Min(3, precedence + levels) << 1));
    }

    private sealed class Band
    {
        private readonly long _size;
        private long _tokens;
        private DateTimeOffset _filledAt;
        private long _rest;

        public Band(MeterBand description, bool hasBurst, DateTimeOffset now)
        {
            Description = description;
            // Without a burst size, a bucket holds the tokens of one second.
            _size = 1000L * (hasBurst && description.BurstSize != 0 ? description.BurstSize : description.Rate);
            (_tokens, _filledAt) = (_size, now);
        }

        public MeterBand Description { get; }

        public ulong PacketCount { get; private set; }

        public ulong ByteCount { get; private set; }

        public bool Take(int tokens, DateTimeOffset now)
        {
            Fill(now);
            if (_tokens < tokens)
                return false;
            _tokens -= tokens;
            return true;
        }

        public void Count(int bytes)
        {
            PacketCount++;
            ByteCount += (ulong)bytes;
        }

        // The rate is in thousands of tokens a second: kilobits, or packets of a thousand tokens each.
        private void Fill(DateTimeOffset now)
        {
            var ticks = (now - _filledAt).Ticks;
            if (ticks <= 0)
                return;
            _filledAt = now;
            var due = (Int128)ticks * Description.Rate * 1000 + _rest;
            _rest = (long)(due % TimeSpan.TicksPerSecond);
            _tokens = (long)Int128.Min(_size, _tokens + due / TimeSpan.TicksPerSecond);
        }
    }
}
