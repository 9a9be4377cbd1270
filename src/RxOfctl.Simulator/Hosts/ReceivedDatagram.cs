using System.Net;
using RxOfctl.Protocol;

namespace RxOfctl.Simulator.Hosts;

/// <summary>A UDP datagram that came to a host.</summary>
/// <param name="Source">Who sent it.</param>
/// <param name="SourcePort">From which port.</param>
/// <param name="DestinationPort">To which port of the host.</param>
/// <param name="Data">What is in it.</param>
public sealed record ReceivedDatagram(IPAddress Source, ushort SourcePort, ushort DestinationPort, ByteString Data);
