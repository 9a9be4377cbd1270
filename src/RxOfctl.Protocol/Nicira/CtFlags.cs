namespace RxOfctl.Protocol.Nicira;

/// <summary>What connection tracking does with the packet's connection (<c>nx_conntrack_flags</c>).</summary>
[Flags]
public enum CtFlags : ushort
{
    /// <summary>Looks it up.</summary>
    None = 0,

    /// <summary>Keeps it (NX_CT_F_COMMIT).</summary>
    Commit = 1 << 0,

    /// <summary>Keeps it in the packet's direction, in place of one that is there (NX_CT_F_FORCE). With <see cref="Commit"/> only.</summary>
    Force = 1 << 1,
}
