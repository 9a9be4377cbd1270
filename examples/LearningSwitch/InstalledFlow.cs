using RxOfctl;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;

namespace LearningSwitch;

/// <summary>A flow was sent to a switch, so that it forwards by itself from now on.</summary>
public sealed record InstalledFlow(Datapath Datapath, Match Match, PortNumber Port);
