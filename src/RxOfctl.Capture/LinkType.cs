namespace RxOfctl.Capture;

/// <summary>
/// The first header of a captured packet: the <c>LINKTYPE_</c> numbers of the pcap and pcapng formats. Other numbers are read and written
/// unchanged.
/// </summary>
public enum LinkType
{
    /// <summary>BSD loopback: the address family in four bytes, in the byte order of the capturing machine.</summary>
    Null = 0,

    /// <summary>Ethernet.</summary>
    Ethernet = 1,

    /// <summary>IPv4 or IPv6 without a link-layer header.</summary>
    RawIp = 101,

    /// <summary>OpenBSD loopback: the address family in four bytes, most significant first.</summary>
    Loop = 108,

    /// <summary>The "cooked" capture of Linux, as <c>tcpdump -i any</c> writes it.</summary>
    LinuxSll = 113,

    /// <summary>IPv4 without a link-layer header.</summary>
    Ipv4 = 228,

    /// <summary>IPv6 without a link-layer header.</summary>
    Ipv6 = 229,

    /// <summary>The second version of Linux's "cooked" capture.</summary>
    LinuxSll2 = 276,
}
