namespace RxOfctl.Capture;

/// <summary>
/// What the first byte of a captured packet belongs to: the <c>LINKTYPE_</c> numbers of the pcap and pcapng formats. Other numbers than those
/// named here are read and written as they are.
/// </summary>
public enum LinkType
{
    /// <summary>BSD loopback: the address family in four bytes, in the byte order of the machine that captured.</summary>
    Null = 0,

    /// <summary>Ethernet.</summary>
    Ethernet = 1,

    /// <summary>IPv4 or IPv6 without a header below it.</summary>
    RawIp = 101,

    /// <summary>OpenBSD loopback: the address family in four bytes, most significant first.</summary>
    Loop = 108,

    /// <summary>The "cooked" capture of Linux, as <c>tcpdump -i any</c> writes it.</summary>
    LinuxSll = 113,

    /// <summary>IPv4 without a header below it.</summary>
    Ipv4 = 228,

    /// <summary>IPv6 without a header below it.</summary>
    Ipv6 = 229,

    /// <summary>The second version of Linux's "cooked" capture.</summary>
    LinuxSll2 = 276,
}
