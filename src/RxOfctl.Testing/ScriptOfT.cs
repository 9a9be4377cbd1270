using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Testing;

/// <summary>The steps of a <see cref="ScriptedSwitch"/> for a message of a type. Each member adds a step; steps run in order.</summary>
/// <typeparam name="T">The type.</typeparam>
public sealed class Script<T> : Script
    where T : OpenFlowMessage
{
    private readonly ScriptedSwitch _peer;
    private readonly Func<T, bool>? _predicate;
    private bool _isMeanwhile;

    internal Script(ScriptedSwitch peer, Func<T, bool>? predicate)
    {
        _peer = peer;
        _predicate = predicate;
    }

    /// <summary>Waits before the next step, by the clock of the scheduler.</summary>
    /// <param name="delay">The time to wait.</param>
    public Script<T> After(TimeSpan delay) => Add(null, delay);

    /// <summary>Handles later messages during the steps that follow.</summary>
    public Script<T> Meanwhile()
    {
        _isMeanwhile = true;
        return this;
    }

    /// <summary>Sends messages with the transaction id of the received one.</summary>
    /// <param name="replies">The messages.</param>
    public Script<T> Reply(params OpenFlowMessage[] replies) => Do(received =>
    {
        foreach (var reply in replies)
            _peer.Send(reply, received.Xid);
    });

    /// <summary>Sends a message with the transaction id of the received one.</summary>
    /// <param name="reply">Creates it from the received one.</param>
    public Script<T> Reply(Func<T, OpenFlowMessage> reply) => Do(received => _peer.Send(reply((T)received.Message), received.Xid));

    /// <summary>Sends the parts of one reply: all but the last have the flag that more follow.</summary>
    /// <param name="parts">The parts.</param>
    public Script<T> ReplyInParts(params MultipartReply[] parts) =>
        Reply([.. parts.Select((part, index) => part with { Flags = index < parts.Length - 1 ? MultipartFlags.More : MultipartFlags.None })]);

    /// <summary>Sends an error that quotes the received message.</summary>
    /// <param name="error">The error.</param>
    public Script<T> Error(OpenFlowError error) => Do(received => _peer.SendError(error, received));

    /// <summary>Sends an unsolicited message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="xid">Its transaction id.</param>
    public Script<T> Send(OpenFlowMessage message, uint xid = 0) => Do(_ => _peer.Send(message, xid));

    /// <summary>Sends bytes, which need not be a message.</summary>
    /// <param name="bytes">The bytes.</param>
    public Script<T> SendBytes(ByteString bytes) => Do(_ => _peer.SendBytes(bytes.Span));

    /// <summary>Ends the connection.</summary>
    public Script<T> Disconnect() => Do(_ => _peer.Disconnect());

    /// <summary>Runs an action.</summary>
    /// <param name="action">Gets the received message.</param>
    public Script<T> Do(Action<ReceivedMessage> action) => Add(action, TimeSpan.Zero);

    /// <summary>The expected message, as text.</summary>
    public override string ToString() => _predicate is null ? typeof(T).Name : $"{typeof(T).Name} of a kind";

    internal override bool Takes(OpenFlowMessage message) => message is T typed && (_predicate is null || _predicate(typed));

    private Script<T> Add(Action<ReceivedMessage>? action, TimeSpan delay)
    {
        Steps.Add(new(delay, action, _isMeanwhile));
        return this;
    }
}
