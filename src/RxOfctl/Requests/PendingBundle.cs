using System.Reactive;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Requests;

/// <summary><c>SendBundle</c>: commands that are all applied, or none of them.</summary>
internal sealed class BundleRequest(IRequestChannel channel, IReadOnlyList<OpenFlowMessage> messages, BundleFlags flags, TimeSpan timeLimit)
    : Request<Unit>(channel)
{
    protected override PendingRequest Begin(IObserver<Unit> observer) =>
        new PendingBundle(Channel, messages, Channel.Requests.NextBundleId(), flags, timeLimit, observer);
}

/// <summary>
/// A bundle in flight. It is opened and filled first. When a barrier confirms that, it is committed, or discarded if anything failed: a
/// datapath commits the messages that it accepted even if it refused others (OpenFlow 1.4.1 §7.3.9).
/// </summary>
/// <remarks>
/// All transaction ids belong to the bundle until its end, because a message that fails while the bundle is committed is answered with its
/// own.
/// </remarks>
internal sealed class PendingBundle(
    IRequestChannel channel,
    IReadOnlyList<OpenFlowMessage> messages,
    uint id,
    BundleFlags flags,
    TimeSpan timeLimit,
    IObserver<Unit> observer)
    : PendingMessages(
        channel,
        [Control(BundleControlType.OpenRequest, id, flags), .. messages.Select(message => Add(message, id, flags))],
        Control(BundleControlType.OpenRequest, id, flags),
        messages.Count + OtherXids,
        timeLimit,
        observer)
{
    // Besides one for each message: that of the first barrier, and that of the commit or discard.
    private const int OtherXids = 2;

    private BundleControl? _last;
    private bool _isCommitted;

    protected override int Count => messages.Count;

    protected override uint Boundary => _last is null ? FurtherXids[^2] : BarrierXid;

    protected override OpenFlowMessage Invalid => base.Invalid is BundleAddMessage added ? added.Message : base.Invalid;

    private uint LastXid => FurtherXids[^1];

    private bool IsDiscarded => _last is { Type: BundleControlType.DiscardRequest };

    protected override (int? Index, OpenFlowMessage Message) MessageOf(uint xid) =>
        xid == LastXid ? (null, _last ?? Message)
        : Array.IndexOf(FurtherXids, xid) is >= 0 and var index && index < messages.Count ? (index, messages[index])
        : (null, Message);

    protected override void OnReply(uint xid, OpenFlowMessage reply)
    {
        var expected = xid == Xid ? BundleControlType.OpenReply
            : IsDiscarded ? BundleControlType.DiscardReply
            : BundleControlType.CommitReply;
        if ((xid != Xid && xid != LastXid) || reply is not BundleControl control || control.BundleId != id || control.Type != expected)
            base.OnReply(xid, reply);
        else if (expected == BundleControlType.CommitReply)
            _isCommitted = true;
    }

    protected override void OnError(uint xid, ErrorMessage error)
    {
        // A bundle that was never opened cannot be discarded either: the error that matters came before.
        if (xid != LastXid || !IsDiscarded)
            base.OnError(xid, error);
    }

    protected override bool TryBeginNextStep(bool isMalformed)
    {
        if (_last is not null)
            return false;
        _last = Control(HasFailed || isMalformed ? BundleControlType.DiscardRequest : BundleControlType.CommitRequest, id, flags);
        // If the connection has ended, the request table ends this request as it ends all others.
        if (Channel.Connection.Write(_last, LastXid, Barrier, BarrierXid, Channel.Version))
        {
            Channel.OnSent(_last);
            Channel.OnSent(Barrier);
        }

        return true;
    }

    protected override void OnAbandoned()
    {
        // The answer is not awaited. A commit cannot be undone.
        var discard = Control(BundleControlType.DiscardRequest, id, flags);
        if (IsSent && _last is null && Channel.Connection.Write(discard, Channel.Version, LastXid))
            Channel.OnSent(discard);
    }

    protected override RequestException? Judge(IReadOnlyList<OpenFlowMessage> received) =>
        base.Judge(received) ?? (_isCommitted || IsDiscarded ? null : new UnexpectedReplyException(_last!, _last!.GetType(), received));

    private static BundleControl Control(BundleControlType type, uint id, BundleFlags flags) =>
        new() { BundleId = id, Type = type, Flags = flags };

    private static BundleAddMessage Add(OpenFlowMessage message, uint id, BundleFlags flags) =>
        new() { BundleId = id, Flags = flags, Message = message };
}
