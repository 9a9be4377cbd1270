using System.Net;

namespace RxOfctl.Simulator.Hosts;

/// <summary>What became of one echo request.</summary>
/// <param name="Target">Who was asked.</param>
/// <param name="SequenceNumber">The number of the request, which the host counts from 1 on.</param>
/// <param name="RoundTripTime">How long the answer took, asking for the target's MAC address included; null if none came in time.</param>
public sealed record PingResult(IPAddress Target, ushort SequenceNumber, TimeSpan? RoundTripTime)
{
    /// <summary>Whether an answer came in time.</summary>
    public bool IsAnswered => RoundTripTime is not null;
}
