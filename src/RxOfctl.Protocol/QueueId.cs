namespace RxOfctl.Protocol;

/// <summary>Numbers of queues.</summary>
public static class QueueId
{
    /// <summary>All queues (OFPQ_ALL, OpenFlow 1.3.5 §7.3.5.8).</summary>
    public const uint All = 0xffff_ffff;
}
