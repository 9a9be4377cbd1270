using System.Reactive.Concurrency;
using System.Reactive.Linq;
using RxOfctl.Protocol.Messages;
using RxOfctl.Recording.Files;

namespace RxOfctl.Recording;

/// <content>The recording as observables.</content>
public sealed partial class Recording
{
    /// <summary>
    /// Plays the messages: each subscription emits those from a time on at their times by the clock of a scheduler, at once if they are
    /// past.
    /// </summary>
    /// <param name="scheduler">The scheduler: <see cref="CreateScheduler"/> gives one of virtual time.</param>
    /// <param name="from">The time from which messages are emitted; null for all.</param>
    /// <returns>A cold observable, which completes after the last message.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="scheduler"/> is null.</exception>
    public IObservable<RecordedFrame> PlayFrames(IScheduler scheduler, DateTimeOffset? from = null)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        return Observable.Create<RecordedFrame>(observer =>
            Player.Play(scheduler, Frames, IndexOf(from), frame => frame.Timestamp, observer.OnNext, observer.OnCompleted));
    }

    /// <summary>
    /// Plays the messages of datapaths that answer no request, as <see cref="OpenFlowController.Messages"/> had them, so that the same
    /// query runs on a recording. Errors are included also where they answered a request. Malformed messages are left out.
    /// </summary>
    /// <param name="scheduler">The scheduler: <see cref="CreateScheduler"/> gives one of virtual time.</param>
    /// <param name="from">
    /// The time from which messages are emitted, null for all. Those before only have their effect on <see cref="Datapath.Ports"/>.
    /// </param>
    /// <returns>A cold observable, which completes after the last message. Its datapaths are not connected.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="scheduler"/> is null.</exception>
    public IObservable<Envelope<OpenFlowMessage>> PlayMessages(IScheduler scheduler, DateTimeOffset? from = null)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        return Observable.Create<Envelope<OpenFlowMessage>>(observer =>
        {
            var datapaths = new RecordedDatapaths();
            var first = IndexOf(from);
            for (var index = 0; index < first; index++)
                datapaths.Add(Frames[index]);
            return Player.Play(scheduler, Frames, first, frame => frame.Timestamp, Emit, observer.OnCompleted);

            void Emit(RecordedFrame frame)
            {
                if (datapaths.Add(frame) is { } envelope)
                    observer.OnNext(envelope);
            }
        });
    }

    /// <summary>Plays the changes of state of the connections.</summary>
    /// <param name="scheduler">The scheduler: <see cref="CreateScheduler"/> gives one of virtual time.</param>
    /// <param name="from">The time from which changes are emitted; null for all.</param>
    /// <returns>
    /// A cold observable, which completes after the last change. A connection is <see cref="ConnectionState.Ready"/> when its features are
    /// known.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="scheduler"/> is null.</exception>
    public IObservable<ConnectionChange> PlayConnections(IScheduler scheduler, DateTimeOffset? from = null)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        return Observable.Create<ConnectionChange>(observer =>
        {
            var changes = ConnectionChanges().Where(change => !(change.At < from)).OrderBy(change => change.At).ToList();
            return Player.Play(scheduler, changes, 0, change => change.At, observer.OnNext, observer.OnCompleted);
        });
    }

    /// <summary>Returns the index of the first message at a time or later; that after the last one if there is none.</summary>
    /// <param name="time">The time; null for the first message.</param>
    public int IndexOf(DateTimeOffset? time)
    {
        if (time is not { } from)
            return 0;
        var (low, high) = (0, Frames.Count);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (Frames[middle].Timestamp < from)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private IEnumerable<ConnectionChange> ConnectionChanges()
    {
        var ready = new HashSet<RecordedConnection>();
        foreach (var connection in Connections)
        {
            yield return new(connection.Peer, ConnectionState.Handshake, null, null, connection.OpenedAt);
            if (connection.ClosedAt is { } closed)
            {
                var reason = connection.IsClosedByController == true ? "the controller closed the connection" : "it closed the connection";
                yield return new(connection.Peer, ConnectionState.Closed, connection.DatapathId, reason, closed);
            }
        }

        foreach (var frame in Frames)
        {
            if (MessageTypes.IsFeaturesReply(frame) && ready.Add(frame.Connection))
                yield return new(frame.Connection.Peer, ConnectionState.Ready, frame.Connection.DatapathId, null, frame.Timestamp);
        }
    }
}
