using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>A message that came, with what is known of its coming.</summary>
/// <typeparam name="TMessage">The type of the message.</typeparam>
/// <param name="Datapath">Who sent it.</param>
/// <param name="Xid">The transaction id in its header.</param>
/// <param name="Message">The message.</param>
/// <param name="ReceivedAt">When it came, by the clock of the controller's scheduler.</param>
public readonly record struct Envelope<TMessage>(Datapath Datapath, uint Xid, TMessage Message, DateTimeOffset ReceivedAt)
    where TMessage : OpenFlowMessage;
