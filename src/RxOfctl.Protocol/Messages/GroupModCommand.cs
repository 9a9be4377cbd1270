namespace RxOfctl.Protocol.Messages;

/// <summary>What a group-mod does (<c>ofp_group_mod_command</c>, OpenFlow 1.3.5 §7.3.4.2, 1.5.1).</summary>
public enum GroupModCommand : ushort
{
    /// <summary>Adds a group (OFPGC_ADD).</summary>
    Add = 0,

    /// <summary>Changes a group (OFPGC_MODIFY).</summary>
    Modify = 1,

    /// <summary>Deletes a group, or all of them (OFPGC_DELETE).</summary>
    Delete = 2,

    /// <summary>Inserts buckets (OFPGC_INSERT_BUCKET). OpenFlow 1.5.</summary>
    InsertBucket = 3,

    /// <summary>Removes buckets (OFPGC_REMOVE_BUCKET). OpenFlow 1.5.</summary>
    RemoveBucket = 5,

    /// <summary>Adds a group, or changes it if it is there. Open vSwitch's, in every version that has groups.</summary>
    AddOrModify = 0x8000,
}
