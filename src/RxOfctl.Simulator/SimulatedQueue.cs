using RxOfctl.Protocol;

namespace RxOfctl.Simulator;

/// <summary>A queue of a simulated switch. Queues are made by configuration: OpenFlow only asks for them and sends to them.</summary>
/// <param name="Port">The port that it sends by.</param>
/// <param name="QueueId">Its number at that port.</param>
public sealed record SimulatedQueue(PortNumber Port, uint QueueId)
{
    /// <summary>The minimum rate, in tenths of a percent of the port's, 0 to 1,000; null for none. It is described to controllers, not enforced.</summary>
    public ushort? MinRate { get; init; }

    /// <summary>The rate that it gets at most, in tenths of a percent of the port's, 1 to 1,000; null if it is not limited. What exceeds it is dropped.</summary>
    public ushort? MaxRate { get; init; }
}
