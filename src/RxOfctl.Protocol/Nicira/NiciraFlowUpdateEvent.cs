namespace RxOfctl.Protocol.Nicira;

/// <summary>What happened to a flow (<c>nx_flow_update_event</c>).</summary>
public enum NiciraFlowUpdateEvent : ushort
{
    /// <summary>It was added, or was there at first (NXFME_ADDED).</summary>
    Added = 0,

    /// <summary>It is gone (NXFME_DELETED).</summary>
    Deleted = 1,

    /// <summary>What it does has changed (NXFME_MODIFIED).</summary>
    Modified = 2,

    /// <summary>What the controller's own message of some transaction id asked for (NXFME_ABBREV).</summary>
    Abbrev = 3,
}
