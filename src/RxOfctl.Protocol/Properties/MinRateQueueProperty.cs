using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>The rate that a queue is sure of (OFPQDPT_MIN_RATE, OpenFlow 1.4.1; OFPQT_MIN_RATE, OpenFlow 1.0.2 §5.2.2, 1.3.5 §7.2.2).</summary>
[WireCode(1)]
public sealed partial record MinRateQueueProperty : QueueProperty
{
    /// <summary>The rate in 1/10 of a percent of the port's; above 1000 there is none.</summary>
    [Field(As = "QueueRate")]
    public ushort Rate { get; init; }
}
