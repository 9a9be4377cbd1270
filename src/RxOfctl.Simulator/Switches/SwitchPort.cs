using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Simulator.Switches;

/// <summary>A port of a simulated switch.</summary>
internal sealed class SwitchPort(SimulatedSwitch owner, uint number, DateTimeOffset now) : ILinkEnd
{
    /// <summary>The bit rate of a port.</summary>
    public const long BitsPerSecond = 1000L * GigabitInKbit;

    private const int MaxNameLength = 15;
    private const uint GigabitInKbit = 1_000_000;

    private ulong _rxPackets;
    private ulong _rxBytes;
    private ulong _rxDropped;
    private ulong _txPackets;
    private ulong _txBytes;
    private ulong _txDropped;

    public PortNumber Number { get; } = new(number);

    public string Name => $"{owner.Name}:{Number}";

    public SimulatedLink? Link { get; set; }

    public bool IsUp => Link is { IsUp: true };

    /// <summary>The configuration that controllers set.</summary>
    public PortConfig Config { get; set; }

    public PortFeatures Advertised { get; set; }

    /// <summary>True if the port can send packets.</summary>
    public bool IsLive => IsUp && (Config & PortConfig.PortDown) == 0;

    // Locally administered, and unique for each port.
    public MacAddress HwAddr => new(0x0200_0000_0000 | (owner.Id.Value & 0xff_ffff) << 16 | (number & 0xffff));

    public void Receive(ByteString frame)
    {
        if ((Config & (PortConfig.PortDown | PortConfig.NoRecv)) != 0)
        {
            _rxDropped++;
            return;
        }

        _rxPackets++;
        _rxBytes += (ulong)frame.Length;
        owner.Receive(this, frame);
    }

    public void OnLinkChanged() => owner.OnPortChanged(this, PortReason.Modify);

    public void Send(ByteString frame)
    {
        if (Link is not { IsUp: true } link)
        {
            _txDropped++;
            return;
        }

        _txPackets++;
        _txBytes += (ulong)frame.Length;
        link.Transmit(this, frame);
    }

    public Port Describe() => new()
    {
        PortNo = Number,
        HwAddr = HwAddr,
        Name = Number == PortNumber.Local
            ? owner.Name[..Math.Min(owner.Name.Length, MaxNameLength)]
            : $"{owner.Name[..Math.Min(owner.Name.Length, MaxNameLength - 6)]}-eth{number % 100}",
        Config = Config,
        State = !IsUp ? PortState.LinkDown : IsLive ? PortState.Live : PortState.None,
        Curr = PortFeatures.FullDuplex1Gb | PortFeatures.Copper,
        Advertised = Advertised,
        CurrSpeed = GigabitInKbit,
        MaxSpeed = GigabitInKbit,
    };

    public PortStats Count(DateTimeOffset at) => new()
    {
        PortNo = Number,
        RxPackets = _rxPackets,
        RxBytes = _rxBytes,
        RxDropped = _rxDropped,
        TxPackets = _txPackets,
        TxBytes = _txBytes,
        TxDropped = _txDropped,
        DurationSec = Duration.Seconds(at - now),
        DurationNsec = Duration.Nanoseconds(at - now),
    };
}
