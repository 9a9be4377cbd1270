using RxOfctl.Protocol;

namespace RxOfctl.Recording.Files;

/// <summary>The kinds of messages, by the type in their header (<c>ofp_type</c>; some depend on the version).</summary>
internal static class MessageTypes
{
    public const byte Hello = 0;
    public const byte Error = 1;
    public const byte EchoRequest = 2;
    public const byte EchoReply = 3;
    public const byte FeaturesReply = 6;
    public const byte PacketIn = 10;
    public const byte PacketOut = 13;

    private const byte FlowRemoved = 11;
    private const byte PortStatus = 12;
    private const byte RoleStatus = 30;
    private const byte TableStatus = 31;
    private const byte RequestForward = 32;
    private const byte ControllerStatus = 35;

    /// <summary>Whether it is a datapath's features reply.</summary>
    public static bool IsFeaturesReply(RecordedFrame frame) => frame is { IsSent: false, Header.Type: FeaturesReply };

    /// <summary>Whether it belongs to the connection rather than to an app: HELLO and echo.</summary>
    public static bool IsOfConnection(FrameHeader header) => header.Type is Hello or EchoRequest or EchoReply;

    /// <summary>Whether a datapath sends it on its own, whatever its transaction id.</summary>
    public static bool IsAsynchronous(FrameHeader header) =>
        header.Type is PacketIn or FlowRemoved or PortStatus
        || (header.Version >= OpenFlowVersion.OpenFlow14 && header.Type is RoleStatus or TableStatus or RequestForward or ControllerStatus);
}
