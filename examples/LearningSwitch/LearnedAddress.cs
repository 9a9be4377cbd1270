using RxOfctl;
using RxOfctl.Protocol;

namespace LearningSwitch;

/// <summary>A station was seen at a port for the first time, or moved there.</summary>
public sealed record LearnedAddress(Datapath Datapath, MacAddress Address, PortNumber Port, PortNumber? Before);
