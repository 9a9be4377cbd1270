namespace RxOfctl.Protocol.Nicira;

/// <summary>What a controller may do at a datapath (<c>nx_role</c>).</summary>
public enum NiciraRole : uint
{
    /// <summary>All (NX_ROLE_OTHER): the default.</summary>
    Other = 0,

    /// <summary>All, and no other controller is primary (NX_ROLE_MASTER).</summary>
    Primary = 1,

    /// <summary>Only ask, and no packets come (NX_ROLE_SLAVE).</summary>
    Secondary = 2,
}
