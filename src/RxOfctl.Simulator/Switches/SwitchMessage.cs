using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Simulator.Switches;

/// <summary>A message between a simulated switch and a controller.</summary>
/// <param name="IsFromController">Whether the controller sent it.</param>
/// <param name="Version">The version in which it was sent.</param>
/// <param name="Xid">Its transaction id.</param>
/// <param name="Message">The message.</param>
public sealed record SwitchMessage(bool IsFromController, OpenFlowVersion Version, uint Xid, OpenFlowMessage Message);
