namespace RxOfctl.Packets;

/// <summary>The operation of an ARP packet (<c>ar$op</c>). Other numbers are valid too.</summary>
public enum ArpOperation : ushort
{
    /// <summary>A request for the hardware address of a protocol address. RFC 826.</summary>
    Request = 1,

    /// <summary>The reply to a request. RFC 826.</summary>
    Reply = 2,

    /// <summary>A request for the protocol address of a hardware address. RFC 903.</summary>
    ReverseRequest = 3,

    /// <summary>The reply to a reverse request. RFC 903.</summary>
    ReverseReply = 4,
}
