namespace RxOfctl.Protocol.Messages;

/// <summary>What happened to a port (<c>ofp_port_reason</c>, OpenFlow 1.3.5 §7.4.3).</summary>
public enum PortReason : byte
{
    /// <summary>It came (OFPPR_ADD).</summary>
    Add = 0,

    /// <summary>It went (OFPPR_DELETE).</summary>
    Delete = 1,

    /// <summary>It changed (OFPPR_MODIFY).</summary>
    Modify = 2,
}
