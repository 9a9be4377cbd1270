namespace RxOfctl.Packets;

/// <summary>What an ARP packet wants (<c>ar$op</c>); any other number is legal too.</summary>
public enum ArpOperation : ushort
{
    /// <summary>Who has this address? RFC 826.</summary>
    Request = 1,

    /// <summary>I have it. RFC 826.</summary>
    Reply = 2,

    /// <summary>Which protocol address has this hardware address? RFC 903.</summary>
    ReverseRequest = 3,

    /// <summary>It has this one. RFC 903.</summary>
    ReverseReply = 4,
}
