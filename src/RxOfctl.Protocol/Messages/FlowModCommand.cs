namespace RxOfctl.Protocol.Messages;

/// <summary>What a flow-mod does (<c>ofp_flow_mod_command</c>, OpenFlow 1.3.5 §7.3.4.1).</summary>
public enum FlowModCommand : byte
{
    /// <summary>Adds a flow (OFPFC_ADD).</summary>
    Add = 0,

    /// <summary>Changes all flows that match (OFPFC_MODIFY).</summary>
    Modify = 1,

    /// <summary>Changes the flow of the same match and priority (OFPFC_MODIFY_STRICT).</summary>
    ModifyStrict = 2,

    /// <summary>Deletes all flows that match (OFPFC_DELETE).</summary>
    Delete = 3,

    /// <summary>Deletes the flow of the same match and priority (OFPFC_DELETE_STRICT).</summary>
    DeleteStrict = 4,
}
