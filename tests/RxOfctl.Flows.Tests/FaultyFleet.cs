using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Flows.Tests;

/// <summary>A fleet whose datapaths pause their flow monitors, report less than they have, or do not report it.</summary>
internal sealed class FaultyFleet(IFleet fleet) : IFleet
{
    private readonly Subject<FleetEnvelope<OpenFlowMessage>> _injected = new();

    /// <summary>Whether flow monitors report nothing.</summary>
    public bool MonitorsAreSilent { get; set; }

    /// <summary>How many flows a dump reports at most; null for all.</summary>
    public int? MaxReported { get; set; }

    /// <summary>Whether dumps are not answered, although the barriers after them are.</summary>
    public bool DumpsAreIgnored { get; set; }

    /// <summary>How many dumps were asked for.</summary>
    public int Dumps { get; private set; }

    public IObservableCache<FleetDatapath, DatapathId> Datapaths => fleet.Datapaths;

    public IObservableCache<FleetMember, string> Members => fleet.Members;

    public IObservable<MastershipChange> Mastership => fleet.Mastership;

    public IObservable<FleetEnvelope<OpenFlowMessage>> Messages =>
        fleet.Messages.Where(envelope => !MonitorsAreSilent || envelope.Message is not FlowMonitorReply).Merge(_injected);

    public IScheduler Scheduler => fleet.Scheduler;

    /// <summary>A datapath has more changes than it can report: it says so, and reports none until it resumes.</summary>
    public void Pause(DatapathId id)
    {
        MonitorsAreSilent = true;
        Inject(id, new PausedFlowUpdate());
    }

    /// <summary>A datapath reports changes again.</summary>
    public void Resume(DatapathId id)
    {
        MonitorsAreSilent = false;
        Inject(id, new ResumedFlowUpdate());
    }

    public bool TrySend(DatapathId datapathId, OpenFlowMessage message) => fleet.TrySend(datapathId, message);

    public IObservable<Unit> SendMsg(DatapathId datapathId, IOpenFlowCommand message, TimeSpan? timeout = null) =>
        fleet.SendMsg(datapathId, message, timeout);

    public IObservable<TReply> SendMsg<TReply>(DatapathId datapathId, IOpenFlowRequest<TReply> message, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage => fleet.SendMsg(datapathId, message, timeout);

    public IObservable<TEntry> SendMsg<TEntry>(DatapathId datapathId, IMultiRequest<TEntry> message, TimeSpan? timeout = null) =>
        fleet.SendMsg(datapathId, message, timeout);

    public IObservable<TReply> SendMsg<TReply>(DatapathId datapathId, OpenFlowMessage message, bool replyMulti, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage
    {
        var replies = fleet.SendMsg<TReply>(datapathId, message, replyMulti, timeout);
        if (message is not FlowStatsRequest)
            return replies;
        Dumps++;
        if (DumpsAreIgnored)
            return replies.IgnoreElements();
        return MaxReported is { } max ? (IObservable<TReply>)Cut((IObservable<FlowStatsReply>)replies, max) : replies;
    }

    public IObservable<Unit> SendMsgs(DatapathId datapathId, IEnumerable<IOpenFlowCommand> messages, TimeSpan? timeout = null) =>
        fleet.SendMsgs(datapathId, messages, timeout);

    public IObservable<Unit> SendBundle(
        DatapathId datapathId,
        IEnumerable<IOpenFlowCommand> messages,
        BundleFlags flags = BundleFlags.Atomic | BundleFlags.Ordered,
        TimeSpan? timeout = null) => fleet.SendBundle(datapathId, messages, flags, timeout);

    private static IObservable<FlowStatsReply> Cut(IObservable<FlowStatsReply> parts, int max) => parts.Select(part =>
    {
        List<FlowStats> reported = [.. part.Body.Take(max)];
        max -= reported.Count;
        return part with { Body = [.. reported] };
    });

    private void Inject(DatapathId id, FlowUpdate update)
    {
        Assert.True(Datapaths.TryLookup(id, out var datapath));
        _injected.OnNext(new(datapath, 0, new FlowMonitorReply { Body = [update] }, Scheduler.Now));
    }
}
