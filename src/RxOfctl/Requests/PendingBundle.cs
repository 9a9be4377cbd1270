using System.Buffers;
using System.Reactive;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Sessions;

namespace RxOfctl.Requests;

/// <summary>
/// A bundle in flight. It is opened and filled first; once a barrier says that all is in it, it is committed, or discarded if anything
/// failed: a datapath commits what it could take, even if it could not take all (OpenFlow 1.4.1 §7.3.9).
/// </summary>
/// <remarks>
/// All transaction ids stay the bundle's to its end, because a message that fails while the bundle is committed is answered with its own.
/// </remarks>
internal sealed class PendingBundle : PendingMessages
{
    // Besides one for each message: the first barrier and what is done with the bundle at last.
    private const int OtherXids = 2;

    private readonly uint _id;
    private readonly BundleFlags _flags;
    private readonly OpenFlowVersion _version;
    private Connection? _connection;
    private OpenFlowMessage? _last;
    private bool _isDone;

    public PendingBundle(
        Session session, IReadOnlyList<OpenFlowMessage> messages, uint id, BundleFlags flags, TimeSpan timeLimit, IObserver<Unit> observer)
        : base(session, messages, Control(BundleControlType.OpenRequest, id, flags), messages.Count + OtherXids, timeLimit, observer) =>
        (_id, _flags, _version) = (id, flags, session.Version);

    protected override uint Boundary => _last is null ? FurtherXids[^2] : BarrierXid;

    private uint LastXid => FurtherXids[^1];

    public override bool Write(Connection connection, OpenFlowVersion version)
    {
        _connection = connection;
        return base.Write(connection, version);
    }

    public override void CountSent()
    {
        Session.Telemetry.Sent(Message);
        foreach (var _ in Messages)
            Session.Telemetry.Sent(typeof(BundleAddMessage));
        Session.Telemetry.Sent(typeof(BarrierRequest));
    }

    protected override void Encode(IBufferWriter<byte> output, OpenFlowVersion version)
    {
        Encode(Message, version, Xid, output);
        for (var index = 0; index < Messages.Count; index++)
            EncodeAdded(Messages[index], FurtherXids[index], output);
        Encode(new BarrierRequest(), version, Boundary, output);
    }

    protected override (int? Index, OpenFlowMessage Message) MessageOf(uint xid) =>
        xid == Xid ? (null, Message)
        : xid == LastXid ? (null, _last ?? Message)
        : Array.IndexOf(FurtherXids, xid) is var index && index < Messages.Count ? (index, Messages[index])
        : (null, Message);

    protected override void OnReply(uint xid, OpenFlowMessage reply)
    {
        if (xid == LastXid && IsReply(reply, BundleControlType.CommitReply))
            _isDone = true;
        else if (!(xid == Xid && IsReply(reply, BundleControlType.OpenReply)) && !(xid == LastXid && IsReply(reply, BundleControlType.DiscardReply)))
            base.OnReply(xid, reply);
    }

    protected override void OnError(uint xid, ErrorMessage error)
    {
        // That a bundle cannot be discarded, because it was never opened, is no news.
        if (xid != LastXid || !IsDiscarded)
            base.OnError(xid, error);
    }

    protected override bool GoOn(bool isMalformed)
    {
        if (_last is not null)
            return false;
        _last = Control(HasFailed || isMalformed ? BundleControlType.DiscardRequest : BundleControlType.CommitRequest, _id, _flags);
        // If the connection has ended, the request table ends this request as it ends all others.
        if (_connection!.Write(_last, LastXid, new BarrierRequest(), BarrierXid, _version))
        {
            Session.Telemetry.Sent(_last);
            Session.Telemetry.Sent(typeof(BarrierRequest));
        }

        return true;
    }

    protected override void OnAbandoned()
    {
        // The answer is not awaited. A commit cannot be undone.
        if (_last is null && _connection?.Write(Control(BundleControlType.DiscardRequest, _id, _flags), _version, LastXid) is true)
            Session.Telemetry.Sent(Message);
    }

    protected override RequestException? Judge(IReadOnlyList<OpenFlowMessage> received) =>
        base.Judge(received) ?? (_isDone || IsDiscarded ? null : new UnexpectedReplyException(_last!, _last!.GetType(), received));

    private bool IsDiscarded => _last is BundleControl { Type: BundleControlType.DiscardRequest };

    private static BundleControl Control(BundleControlType type, uint id, BundleFlags flags) => new() { BundleId = id, Type = type, Flags = flags };

    private void EncodeAdded(OpenFlowMessage message, uint xid, IBufferWriter<byte> output)
    {
        // By itself first: what cannot be encoded is the app's message, and not the one around it.
        Encode(message, _version, xid, new ArrayBufferWriter<byte>());
        OpenFlowCodec.Encode(new BundleAddMessage { BundleId = _id, Flags = _flags, Message = message }, _version, xid, output);
    }

    private bool IsReply(OpenFlowMessage reply, BundleControlType type) => reply is BundleControl control && control.BundleId == _id && control.Type == type;
}
