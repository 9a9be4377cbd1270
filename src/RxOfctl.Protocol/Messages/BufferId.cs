namespace RxOfctl.Protocol.Messages;

/// <summary>Numbers of packets that a datapath keeps in a buffer.</summary>
public static class BufferId
{
    /// <summary>The packet is in no buffer (OFP_NO_BUFFER).</summary>
    public const uint NoBuffer = 0xffff_ffff;
}
