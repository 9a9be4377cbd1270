using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Testing;

/// <summary>A message that a controller sent to a <see cref="ScriptedSwitch"/>.</summary>
/// <param name="At">The time of arrival, by the clock of the scheduler.</param>
/// <param name="Xid">Its transaction id.</param>
/// <param name="Version">The version in its header.</param>
/// <param name="Message">The message.</param>
public sealed record ReceivedMessage(DateTimeOffset At, uint Xid, OpenFlowVersion Version, OpenFlowMessage Message);
