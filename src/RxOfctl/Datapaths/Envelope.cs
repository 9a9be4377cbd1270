using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>A received message, with its sender, transaction id and time.</summary>
/// <typeparam name="TMessage">The type of the message.</typeparam>
/// <param name="Datapath">The datapath that sent it.</param>
/// <param name="Xid">The transaction id in its header.</param>
/// <param name="Message">The message.</param>
/// <param name="ReceivedAt">When it was received, by the clock of the controller's scheduler.</param>
public readonly record struct Envelope<TMessage>(Datapath Datapath, uint Xid, TMessage Message, DateTimeOffset ReceivedAt)
    where TMessage : OpenFlowMessage;
