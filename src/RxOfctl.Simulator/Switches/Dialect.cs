using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Simulator.Switches;

/// <summary>What a switch leaves out of its messages because the version that it speaks does not have it.</summary>
internal static class Dialect
{
    public static Port In(OpenFlowVersion version, Port port) =>
        version >= OpenFlowVersion.OpenFlow11 ? port : port with { CurrSpeed = 0, MaxSpeed = 0 };

    public static PortStats In(OpenFlowVersion version, PortStats stats) =>
        version >= OpenFlowVersion.OpenFlow13 ? stats : stats with { DurationSec = 0, DurationNsec = 0 };

    public static FlowStats In(OpenFlowVersion version, FlowStats stats) =>
        version >= OpenFlowVersion.OpenFlow13 ? stats : stats with { Flags = FlowModFlags.None };

    public static TableStats In(OpenFlowVersion version, TableStats stats) =>
        version == OpenFlowVersion.OpenFlow10 ? stats : stats with { Name = "", Wildcards = 0, MaxEntries = 0 };

    public static FlowRemoved In(OpenFlowVersion version, FlowRemoved removed) => removed with
    {
        TableId = version >= OpenFlowVersion.OpenFlow11 ? removed.TableId : default,
        HardTimeout = version >= OpenFlowVersion.OpenFlow12 ? removed.HardTimeout : (ushort)0,
    };

    public static PacketIn In(OpenFlowVersion version, PacketIn packet) => packet with
    {
        TableId = version >= OpenFlowVersion.OpenFlow11 ? packet.TableId : default,
        Cookie = version >= OpenFlowVersion.OpenFlow13 ? packet.Cookie : 0,
    };

    /// <summary>Whether a packet that meets no flow goes to the controller; from OpenFlow 1.3 on, it is dropped (§5.4).</summary>
    public static bool SendsMisses(OpenFlowVersion version) => version < OpenFlowVersion.OpenFlow13;

    /// <summary>Whether a length of 0xffff asks for the whole packet and no buffer (OFPCML_NO_BUFFER, OpenFlow 1.2 and later).</summary>
    public static bool AsksForNoBuffer(OpenFlowVersion version, ushort maxLen) =>
        version >= OpenFlowVersion.OpenFlow12 && maxLen == ushort.MaxValue;

    /// <summary>Whether the features bring the ports; later they are asked for by themselves.</summary>
    public static bool FeaturesHavePorts(OpenFlowVersion version) => version < OpenFlowVersion.OpenFlow13;
}
