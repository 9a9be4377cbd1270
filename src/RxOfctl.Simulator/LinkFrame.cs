using RxOfctl.Protocol;

namespace RxOfctl.Simulator;

/// <summary>A frame that was put on a link.</summary>
/// <param name="From">The end that sent it, as <c>s1:2</c> or <c>h1</c>.</param>
/// <param name="To">The other end.</param>
/// <param name="Data">The frame, from its Ethernet header on.</param>
/// <param name="At">When it was sent, by the clock of the network's scheduler.</param>
public sealed record LinkFrame(string From, string To, ByteString Data, DateTimeOffset At);
