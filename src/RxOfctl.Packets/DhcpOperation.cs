namespace RxOfctl.Packets;

/// <summary>The kind of sender of a DHCP message (<c>op</c>, RFC 2131 §2).</summary>
public enum DhcpOperation : byte
{
    /// <summary>BOOTREQUEST: a client.</summary>
    BootRequest = 1,

    /// <summary>BOOTREPLY: a server.</summary>
    BootReply = 2,
}
