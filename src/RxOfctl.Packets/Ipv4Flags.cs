namespace RxOfctl.Packets;

/// <summary>The flags of an IPv4 header (RFC 791 §3.1).</summary>
[Flags]
public enum Ipv4Flags : byte
{
    /// <summary>None: not a fragment, or the last one; may be fragmented.</summary>
    None = 0,

    /// <summary>MF: more fragments follow.</summary>
    MoreFragments = 1,

    /// <summary>DF: must not be fragmented.</summary>
    DontFragment = 2,

    /// <summary>Must be zero.</summary>
    Reserved = 4,
}
