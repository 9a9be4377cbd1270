namespace RxOfctl.Packets;

/// <summary>The flags of an IPv4 header (RFC 791 §3.1).</summary>
[Flags]
public enum Ipv4Flags : byte
{
    /// <summary>None: a packet that is whole and may be fragmented.</summary>
    None = 0,

    /// <summary>MF: another fragment comes behind this one.</summary>
    MoreFragments = 1,

    /// <summary>DF: no router may fragment the packet.</summary>
    DontFragment = 2,

    /// <summary>Must be zero.</summary>
    Reserved = 4,
}
