using System.Reactive.Linq;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Flows;

/// <summary>A datapath as what is observed on it needs it: that of a controller, or one of a fleet.</summary>
internal abstract class StatsSource
{
    /// <summary>What it sends without being asked.</summary>
    public abstract IObservable<OpenFlowMessage> Messages { get; }

    public abstract IObservable<TEntry> SendMsg<TEntry>(IMultiRequest<TEntry> request);

    public abstract bool TrySend(OpenFlowMessage message);

    /// <summary>Asks at once and then periodically, as <see cref="Datapath.Poll"/> does.</summary>
    public abstract IObservable<PollResult<TEntry>> Poll<TEntry>(IMultiRequest<TEntry> request, TimeSpan period);

    public static StatsSource Of(Datapath datapath) => new OfController(datapath);

    /// <param name="fleet">The fleet.</param>
    /// <param name="id">The datapath.</param>
    /// <param name="messages">What it sends without being asked.</param>
    public static StatsSource Of(IFleet fleet, DatapathId id, IObservable<OpenFlowMessage> messages) => new OfFleet(fleet, id, messages);

    private sealed class OfController(Datapath datapath) : StatsSource
    {
        public override IObservable<OpenFlowMessage> Messages => datapath.Messages.Select(static envelope => envelope.Message);

        public override IObservable<TEntry> SendMsg<TEntry>(IMultiRequest<TEntry> request) => datapath.SendMsg(request);

        public override bool TrySend(OpenFlowMessage message) => datapath.TrySend(message);

        public override IObservable<PollResult<TEntry>> Poll<TEntry>(IMultiRequest<TEntry> request, TimeSpan period) =>
            datapath.Poll(request, period);
    }

    private sealed class OfFleet(IFleet fleet, DatapathId id, IObservable<OpenFlowMessage> messages) : StatsSource
    {
        public override IObservable<OpenFlowMessage> Messages => messages;

        public override IObservable<TEntry> SendMsg<TEntry>(IMultiRequest<TEntry> request) => fleet.SendMsg(id, request);

        public override bool TrySend(OpenFlowMessage message) => fleet.TrySend(id, message);

        public override IObservable<PollResult<TEntry>> Poll<TEntry>(IMultiRequest<TEntry> request, TimeSpan period)
        {
            var answer = SendMsg(request).ToList().Select(entries => new PollResult<TEntry>(fleet.Scheduler.Now, entries.AsReadOnly()));
            return Observable.Defer(() =>
            {
                var due = fleet.Scheduler.Now;
                var pause = Observable.Defer(() =>
                {
                    due += period * Math.Max(1, (long)Math.Ceiling((fleet.Scheduler.Now - due) / period));
                    return Observable.Timer(due, fleet.Scheduler);
                });
                return answer.Concat(pause.SelectMany(static _ => Observable.Empty<PollResult<TEntry>>())).Repeat();
            });
        }
    }
}
