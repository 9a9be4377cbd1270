using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>The rate that a queue is kept to (OFPQDPT_MAX_RATE, OpenFlow 1.4.1; OFPQT_MAX_RATE, 1.3.5 §7.2.2). OpenFlow 1.2 and later.</summary>
[WireCode(2, From = OpenFlowVersion.OpenFlow12)]
public sealed partial record MaxRateQueueProperty : QueueProperty
{
    /// <summary>The rate in 1/10 of a percent of the port's; above 1000 there is none.</summary>
    [Field(As = "QueueRate")]
    public ushort Rate { get; init; }
}
