namespace RxOfctl.Protocol.Messages;

/// <summary>Whether a controller is connected (<c>ofp_control_channel_status</c>, OpenFlow 1.5.1).</summary>
public enum ControlChannelStatus : byte
{
    /// <summary>It is (OFPCT_STATUS_UP).</summary>
    Up = 0,

    /// <summary>It is not (OFPCT_STATUS_DOWN).</summary>
    Down = 1,
}
