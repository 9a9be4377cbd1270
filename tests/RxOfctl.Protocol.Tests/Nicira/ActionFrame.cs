using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Tests.Nicira;

/// <summary>One action at the end of a packet-out: its bytes, and what it is read as.</summary>
internal static class ActionFrame
{
    public static byte[] Encode(OpenFlowAction action, OpenFlowVersion version) =>
        OpenFlowCodec.Encode(new PacketOut { InPort = 1, Actions = [action] }, version, xid: 1)[Encode([], version).Length..];

    /// <param name="action">The bytes of an action; a multiple of eight, at least eight.</param>
    /// <param name="version">The version in which to read them.</param>
    public static OpenFlowAction Decode(byte[] action, OpenFlowVersion version)
    {
        // An action that is unknown makes room for the bytes, wherever the version has its length.
        var frame = Encode([new UnknownAction(0x7777, new byte[action.Length - 4])], version);
        action.CopyTo(frame.AsSpan(frame.Length - action.Length));
        var message = Assert.IsType<PacketOut>(OpenFlowCodec.Decode(frame, out _));
        return Assert.Single(message.Actions);
    }

    private static byte[] Encode(ValueList<OpenFlowAction> actions, OpenFlowVersion version) =>
        OpenFlowCodec.Encode(new PacketOut { InPort = 1, Actions = actions }, version, xid: 1);
}
