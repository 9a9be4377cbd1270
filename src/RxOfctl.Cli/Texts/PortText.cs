using System.Globalization;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;

namespace RxOfctl.Cli.Texts;

/// <summary>Ports and their counters.</summary>
internal static class PortText
{
    // Of curr_speed and max_speed, and of the features of OpenFlow 1.0, which has no speeds.
    private const uint KbitPerMbit = 1000;

    private static readonly (uint, string)[] ConfigNames =
    [
        ((uint)PortConfig.PortDown, "PORT_DOWN"), ((uint)PortConfig.NoStp, "NO_STP"), ((uint)PortConfig.NoRecv, "NO_RECV"),
        ((uint)PortConfig.NoRecvStp, "NO_RECV_STP"), ((uint)PortConfig.NoFlood, "NO_FLOOD"), ((uint)PortConfig.NoFwd, "NO_FWD"),
        ((uint)PortConfig.NoPacketIn, "NO_PACKET_IN"),
    ];

    private static readonly (uint, string)[] StateNames =
    [
        ((uint)PortState.LinkDown, "LINK_DOWN"), ((uint)PortState.Blocked, "BLOCKED"), ((uint)PortState.Live, "LIVE"),
    ];

    private static readonly (uint, string)[] FeatureNames =
    [
        ((uint)PortFeatures.HalfDuplex10Mb, "10MB-HD"), ((uint)PortFeatures.FullDuplex10Mb, "10MB-FD"),
        ((uint)PortFeatures.HalfDuplex100Mb, "100MB-HD"), ((uint)PortFeatures.FullDuplex100Mb, "100MB-FD"),
        ((uint)PortFeatures.HalfDuplex1Gb, "1GB-HD"), ((uint)PortFeatures.FullDuplex1Gb, "1GB-FD"),
        ((uint)PortFeatures.FullDuplex10Gb, "10GB-FD"), ((uint)PortFeatures.FullDuplex40Gb, "40GB-FD"),
        ((uint)PortFeatures.FullDuplex100Gb, "100GB-FD"), ((uint)PortFeatures.FullDuplex1Tb, "1TB-FD"),
        ((uint)PortFeatures.Other, "OTHER"), ((uint)PortFeatures.Copper, "COPPER"), ((uint)PortFeatures.Fiber, "FIBER"),
        ((uint)PortFeatures.Autoneg, "AUTO_NEG"), ((uint)PortFeatures.Pause, "AUTO_PAUSE"),
        ((uint)PortFeatures.PauseAsym, "AUTO_PAUSE_ASYM"),
    ];

    private static readonly (PortFeatures Features, uint Mbit)[] Speeds =
    [
        (PortFeatures.FullDuplex1Tb, 1_000_000), (PortFeatures.FullDuplex100Gb, 100_000), (PortFeatures.FullDuplex40Gb, 40_000),
        (PortFeatures.FullDuplex10Gb, 10_000), (PortFeatures.FullDuplex1Gb | PortFeatures.HalfDuplex1Gb, 1000),
        (PortFeatures.FullDuplex100Mb | PortFeatures.HalfDuplex100Mb, 100),
        (PortFeatures.FullDuplex10Mb | PortFeatures.HalfDuplex10Mb, 10),
    ];

    public static void Write(TextWriter writer, Port port, Phrasing phrasing)
    {
        writer.WriteLine($" {port.PortNo}({port.Name}): addr:{port.HwAddr}");
        writer.WriteLine($"     config:     {Phrasing.Bits((uint)port.Config, ConfigNames)}");
        writer.WriteLine($"     state:      {State(port.State)}");
        WriteFeatures(writer, "current:    ", port.Curr);
        WriteFeatures(writer, "advertised: ", port.Advertised);
        WriteFeatures(writer, "supported:  ", port.Supported);
        WriteFeatures(writer, "peer:       ", port.Peer);
        var (now, max) = phrasing.Version == OpenFlowVersion.OpenFlow10
            ? (Speed(port.Curr), Speed(port.Supported))
            : (port.CurrSpeed / KbitPerMbit, port.MaxSpeed / KbitPerMbit);
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"     speed: {now} Mbps now, {max} Mbps max"));
    }

    public static void Write(TextWriter writer, PortStats port, Phrasing phrasing)
    {
        var name = phrasing.Port(port.PortNo);
        writer.WriteLine(
            $"  port {(port.PortNo.Value < 10 ? " " : "")}{name}: rx pkts={Phrasing.Count(port.RxPackets)}, " +
            $"bytes={Phrasing.Count(port.RxBytes)}, " +
            $"drop={Phrasing.Count(port.RxDropped)}, errs={Phrasing.Count(port.RxErrors)}, frame={Phrasing.Count(port.RxFrameErr)}, " +
            $"over={Phrasing.Count(port.RxOverErr)}, crc={Phrasing.Count(port.RxCrcErr)}");
        writer.WriteLine(
            $"           tx pkts={Phrasing.Count(port.TxPackets)}, bytes={Phrasing.Count(port.TxBytes)}, " +
            $"drop={Phrasing.Count(port.TxDropped)}, errs={Phrasing.Count(port.TxErrors)}, coll={Phrasing.Count(port.Collisions)}");
        if (phrasing.Version >= OpenFlowVersion.OpenFlow13 && port.DurationSec != uint.MaxValue)
            writer.WriteLine($"           duration={Phrasing.Duration(port.DurationSec, port.DurationNsec)}");
        foreach (var property in port.Properties)
        {
            if (property is not EthernetPortStatsProperty && !IntelPortStats.TryWrite(writer, property))
                writer.WriteLine($"           {property}");
        }
    }

    public static string Config(PortConfig config) => Phrasing.Bits((uint)config, ConfigNames);

    public static string State(PortState state) => (state & PortState.StpBlock) switch
    {
        PortState.StpLearn => "STP_LEARN",
        PortState.StpForward => "STP_FORWARD",
        PortState.StpBlock => "STP_BLOCK",
        _ => "",
    } is { Length: > 0 } stp
        ? (state & ~PortState.StpBlock) == 0 ? stp : $"{stp} {Phrasing.Bits((uint)(state & ~PortState.StpBlock), StateNames)}"
        : Phrasing.Bits((uint)state, StateNames);

    private static void WriteFeatures(TextWriter writer, string label, PortFeatures features)
    {
        if (features != PortFeatures.None)
            writer.WriteLine($"     {label}{Phrasing.Bits((uint)features, FeatureNames)}");
    }

    private static uint Speed(PortFeatures features) => Speeds.FirstOrDefault(speed => (features & speed.Features) != 0).Mbit;
}
