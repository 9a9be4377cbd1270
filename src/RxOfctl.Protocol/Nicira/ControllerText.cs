using System.Globalization;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Nicira;

/// <summary>The arguments of a controller action as <c>ovs-ofctl</c> writes them.</summary>
internal static class ControllerText
{
    public static string Of(PacketInReason reason, ushort maxLen, ushort controllerId, ByteString userdata = default, bool pause = false, uint? meterId = null) =>
        ActionText.Joined(
            reason == PacketInReason.Action ? null : $"reason={Of(reason)}",
            maxLen == 0xffff ? null : $"max_len={maxLen}",
            controllerId == 0 ? null : $"id={controllerId}",
            userdata.IsEmpty ? null : $"userdata={ActionText.Dotted(userdata)}",
            pause ? "pause" : null,
            meterId is null ? null : $"meter_id={meterId}");

    private static string Of(PacketInReason reason) => reason switch
    {
        PacketInReason.NoMatch => "no_match",
        PacketInReason.InvalidTtl => "invalid_ttl",
        PacketInReason.ActionSet => "action_set",
        PacketInReason.Group => "group",
        PacketInReason.PacketOut => "packet_out",
        _ => ((byte)reason).ToString(CultureInfo.InvariantCulture),
    };
}
