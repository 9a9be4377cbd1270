namespace RxOfctl.Protocol.Messages;

/// <summary>Why a flow went (<c>ofp_flow_removed_reason</c>, OpenFlow 1.3.5 §7.4.2, 1.4.1).</summary>
public enum FlowRemovedReason : byte
{
    /// <summary>No packet came for as long as its idle timeout (OFPRR_IDLE_TIMEOUT).</summary>
    IdleTimeout = 0,

    /// <summary>Its hard timeout passed (OFPRR_HARD_TIMEOUT).</summary>
    HardTimeout = 1,

    /// <summary>A flow-mod deleted it (OFPRR_DELETE).</summary>
    Delete = 2,

    /// <summary>A group that it used was deleted (OFPRR_GROUP_DELETE). OpenFlow 1.1 and later.</summary>
    GroupDelete = 3,

    /// <summary>A meter that it used was deleted (OFPRR_METER_DELETE). OpenFlow 1.4 and later.</summary>
    MeterDelete = 4,

    /// <summary>The table needed room (OFPRR_EVICTION). OpenFlow 1.4 and later.</summary>
    Eviction = 5,
}
