namespace RxOfctl.Protocol.Multipart;

/// <summary>What happened to a flow (<c>ofp_flow_update_event</c>, OpenFlow 1.4.1).</summary>
public enum FlowUpdateEvent : ushort
{
    /// <summary>It was there when the monitor was made (OFPFME_INITIAL).</summary>
    Initial = 0,

    /// <summary>It came (OFPFME_ADDED).</summary>
    Added = 1,

    /// <summary>It went (OFPFME_REMOVED).</summary>
    Removed = 2,

    /// <summary>Its instructions changed (OFPFME_MODIFIED).</summary>
    Modified = 3,
}
