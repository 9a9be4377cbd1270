using RxOfctl.Connections;
using RxOfctl.Datapaths;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Sessions;

/// <content>Messages that are sent without waiting for an answer.</content>
internal sealed partial class Session
{
    // How many bytes had been sent when a sender last timed out; -1 before that happens.
    private long _sentAtTimeout = -1;

    /// <summary>Sends a message if there is room for it.</summary>
    /// <returns>False if there is no room, or the connection has ended.</returns>
    /// <exception cref="InvalidMessageException">The message cannot be encoded.</exception>
    public bool TrySend(OpenFlowMessage message, out uint xid)
    {
        xid = 0;
        if (IsClosed || !_connection.HasRoom)
            return false;
        xid = Requests.NextXid();
        try
        {
            return Write(message, xid);
        }
        catch (OpenFlowEncodeException error)
        {
            throw new InvalidMessageException(message, error);
        }
    }

    /// <summary>Sends a message, and blocks until there is room for it.</summary>
    /// <exception cref="InvalidMessageException">The message cannot be encoded.</exception>
    /// <exception cref="InvalidDatapathException">The connection has ended.</exception>
    /// <exception cref="SendTimeoutException">There was no room for longer than the options allow.</exception>
    public uint Send(OpenFlowMessage message) => TrySend(message, out var xid) ? xid : SendWhenRoom(message);

    /// <summary>Sends a message when there is room for it.</summary>
    /// <inheritdoc cref="Send(OpenFlowMessage)" path="/exception"/>
    public async ValueTask<uint> SendAsync(OpenFlowMessage message, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TrySend(message, out var xid))
                return xid;
            ThrowIfClosed();
            await _connection.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private uint SendWhenRoom(OpenFlowMessage message)
    {
        ThrowIfClosed();
        var outbox = _connection.Outbox;
        // If the peer has read nothing since, the sender does not wait again: a peer that never reads delays its senders once.
        if (outbox.Sent == Volatile.Read(ref _sentAtTimeout))
            throw new SendTimeoutException(message, DatapathId, Options.SendTimeout, outbox.Pending);
        ThrowIfWaitWouldNotEnd();
        MessageQueue.HandOver();
        EventLoop.HandOver();
        using var limit = new TimeLimit(Scheduler, Options.SendTimeout, CancellationToken.None);
        try
        {
            return SendAsync(message, limit.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            Volatile.Write(ref _sentAtTimeout, outbox.Sent);
            throw new SendTimeoutException(message, DatapathId, Options.SendTimeout, outbox.Pending);
        }
    }

    private void ThrowIfClosed()
    {
        if (_closeReason is { } reason)
            throw new InvalidDatapathException(DatapathId, reason, []);
        if (_connection.HasEnded)
            throw new InvalidDatapathException(DatapathId, "its connection ended", []);
    }

    private void OnStalled() => Close(
        $"it read nothing for {Options.EchoInterval + Options.EchoTimeout}, while {_connection.Outbox.Pending} bytes waited for it");
}
