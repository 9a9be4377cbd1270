using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Testing;

/// <summary>What a <see cref="ScriptedSwitch"/> does at a message of a type. Each member adds a step; they are done in their order.</summary>
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

    /// <summary>Lets time pass, by the clock of the scheduler, before the next step.</summary>
    /// <param name="delay">How much.</param>
    public Script<T> After(TimeSpan delay) => Add(null, delay);

    /// <summary>Lets the messages that come next have their turn already during the steps that follow.</summary>
    public Script<T> Meanwhile()
    {
        _isMeanwhile = true;
        return this;
    }

    /// <summary>Sends messages with the transaction id of the one that came.</summary>
    /// <param name="replies">The messages.</param>
    public Script<T> Reply(params OpenFlowMessage[] replies) => Do(received =>
    {
        foreach (var reply in replies)
            _peer.Send(reply, received.Xid);
    });

    /// <summary>Sends a message with the transaction id of the one that came.</summary>
    /// <param name="reply">Makes it of the one that came.</param>
    public Script<T> Reply(Func<T, OpenFlowMessage> reply) => Do(received => _peer.Send(reply((T)received.Message), received.Xid));

    /// <summary>Sends the parts of one reply: all but the last say that another follows.</summary>
    /// <param name="parts">The parts.</param>
    public Script<T> ReplyInParts(params MultipartReply[] parts) =>
        Reply([.. parts.Select((part, index) => part with { Flags = index < parts.Length - 1 ? MultipartFlags.More : MultipartFlags.None })]);

    /// <summary>Sends an error that quotes the message that came.</summary>
    /// <param name="error">What went wrong.</param>
    public Script<T> Error(OpenFlowError error) => Do(received => _peer.SendError(error, received));

    /// <summary>Sends a message that answers nothing.</summary>
    /// <param name="message">The message.</param>
    /// <param name="xid">Its transaction id.</param>
    public Script<T> Send(OpenFlowMessage message, uint xid = 0) => Do(_ => _peer.Send(message, xid));

    /// <summary>Sends bytes as they are, which need be no message.</summary>
    /// <param name="bytes">The bytes.</param>
    public Script<T> SendBytes(ByteString bytes) => Do(_ => _peer.SendBytes(bytes.Span));

    /// <summary>Ends the connection.</summary>
    public Script<T> Disconnect() => Do(_ => _peer.Disconnect());

    /// <summary>Does anything else.</summary>
    /// <param name="action">Gets the message that came.</param>
    public Script<T> Do(Action<ReceivedMessage> action) => Add(action, TimeSpan.Zero);

    /// <summary>What is waited for.</summary>
    public override string ToString() => _predicate is null ? typeof(T).Name : $"{typeof(T).Name} of a kind";

    internal override bool Takes(OpenFlowMessage message) => message is T typed && (_predicate is null || _predicate(typed));

    private Script<T> Add(Action<ReceivedMessage>? action, TimeSpan delay)
    {
        Steps.Add(new(delay, action, _isMeanwhile));
        return this;
    }
}
