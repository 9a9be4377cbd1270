using System.Buffers;
using System.Reactive;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Sessions;

namespace RxOfctl.Requests;

/// <summary>Several commands in flight, followed by one barrier. Which of them failed shows in the transaction ids of the errors.</summary>
internal class PendingMessages : PendingRequest
{
    private static readonly BarrierRequest Barrier = new();

    private readonly IObserver<Unit> _observer;
    private readonly List<MessageFailure> _failures = [];
    private OpenFlowMessage? _beingEncoded;
    private bool _isUnexpected;

    public PendingMessages(Session session, IReadOnlyList<OpenFlowMessage> messages, TimeSpan timeLimit, IObserver<Unit> observer)
        : this(session, messages, messages is [.., var last] ? last : Barrier, Math.Max(messages.Count - 1, 0), timeLimit, observer)
    {
    }

    protected PendingMessages(
        Session session, IReadOnlyList<OpenFlowMessage> messages, OpenFlowMessage named, int furtherXids, TimeSpan timeLimit, IObserver<Unit> observer)
        : base(session, named, timeLimit, furtherXids)
    {
        Messages = messages;
        _observer = observer;
    }

    protected IReadOnlyList<OpenFlowMessage> Messages { get; }

    protected bool HasFailed => _failures.Count > 0 || _isUnexpected;

    protected override OpenFlowMessage Invalid => _beingEncoded ?? Message;

    public override bool Write(Connection connection, OpenFlowVersion version)
    {
        // Encoded before any of it is written: one that cannot be encoded keeps the others from going out.
        var bytes = new ArrayBufferWriter<byte>();
        Encode(bytes, version);
        return connection.Write(bytes.WrittenSpan);
    }

    public override void CountSent()
    {
        foreach (var message in Messages)
            Session.Telemetry.Sent(message);
        Session.Telemetry.Sent(typeof(BarrierRequest));
    }

    protected virtual void Encode(IBufferWriter<byte> output, OpenFlowVersion version)
    {
        for (var index = 0; index < Messages.Count; index++)
            Encode(Messages[index], version, index == 0 ? Xid : FurtherXids[index - 1], output);
        Encode(Barrier, version, BarrierXid, output);
    }

    protected void Encode(OpenFlowMessage message, OpenFlowVersion version, uint xid, IBufferWriter<byte> output)
    {
        _beingEncoded = message;
        OpenFlowCodec.Encode(message, version, xid, output, Session.EncodeOptions);
    }

    /// <summary>Which message has a transaction id.</summary>
    protected virtual (int? Index, OpenFlowMessage Message) MessageOf(uint xid)
    {
        var index = xid == Xid ? 0 : Array.IndexOf(FurtherXids, xid) + 1;
        return (index, Messages[index]);
    }

    protected override void OnReply(uint xid, OpenFlowMessage reply) => _isUnexpected |= !IsBarrier;

    protected override void OnError(uint xid, ErrorMessage error)
    {
        // Without any message, the barrier stands alone, and an error marks the boundary as well as a reply does.
        if (IsBarrier)
            return;
        var (index, message) = MessageOf(xid);
        _failures.Add(new(index, message, error));
    }

    protected override RequestException? Judge(IReadOnlyList<OpenFlowMessage> received) =>
        _failures.Count > 0 ? new MessagesFailedException(_failures, Messages.Count, received)
        : _isUnexpected ? new UnexpectedReplyException(Message, null, received)
        : null;

    protected override void OnEnd(Exception? failure)
    {
        if (failure is not null)
        {
            _observer.OnError(failure);
            return;
        }

        _observer.OnNext(Unit.Default);
        _observer.OnCompleted();
    }
}
