namespace RxOfctl.Protocol.Nicira;

/// <summary>What is done with the table of tunnel options (<c>nx_tlv_table_mod_command</c>).</summary>
public enum TlvTableModCommand : ushort
{
    /// <summary>Adds options; fails if one is there (NXTTMC_ADD).</summary>
    Add = 0,

    /// <summary>Deletes options by their fields (NXTTMC_DELETE).</summary>
    Delete = 1,

    /// <summary>Deletes all (NXTTMC_CLEAR).</summary>
    Clear = 2,
}
