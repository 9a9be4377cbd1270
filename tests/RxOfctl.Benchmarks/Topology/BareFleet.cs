using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using RxOfctl.Caching;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Benchmarks.Topology;

/// <summary>
/// The switches of a <see cref="BareNetwork"/> as a fleet in virtual time, without connections: a packet-out is encoded, and arrives 1 ms
/// later as a packet-in that is decoded.
/// </summary>
internal sealed class BareFleet : IFleet, IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(1);

    private readonly BareNetwork _network;
    private readonly HistoricalScheduler _scheduler;
    private readonly SourceCache<FleetDatapath, DatapathId> _datapaths = new(datapath => datapath.Id);
    private readonly List<FleetDatapath> _all = [];
    private readonly Subject<FleetEnvelope<OpenFlowMessage>> _messages = new();
    private readonly byte[] _encoded = new byte[1024];
    private List<(int Switch, byte[] Frame)> _onTheirWay = [];

    public BareFleet(BareNetwork network, HistoricalScheduler scheduler)
    {
        (_network, _scheduler) = (network, scheduler);
        for (var index = 0; index < network.Switches; index++)
        {
            var ports = new SourceCache<Port, PortNumber>(port => port.PortNo);
            ports.AddOrUpdate(Enumerable.Range(1, network.PortsOf(index)).Select(port => new Port
            {
                PortNo = (uint)port,
                HwAddr = new((2ul << 40) | ((ulong)index << 8) | (uint)port),
            }));
            _all.Add(new()
            {
                Id = (ulong)index + 1,
                Version = OpenFlowVersion.OpenFlow13,
                Features = new(),
                Ports = ports,
                Connection = "bare",
                Owner = "local",
                IsOwned = true,
                ConnectedTo = ["local"],
            });
        }

        _datapaths.AddOrUpdate(_all);
    }

    public IObservableCache<FleetDatapath, DatapathId> Datapaths => _datapaths;

    public IObservableCache<FleetMember, string> Members => throw NotNeeded();

    public IObservable<MastershipChange> Mastership => throw NotNeeded();

    public IObservable<FleetEnvelope<OpenFlowMessage>> Messages => _messages;

    public IScheduler Scheduler => _scheduler;

    public bool TrySend(DatapathId datapathId, OpenFlowMessage message)
    {
        var length = OpenFlowCodec.Encode(message, OpenFlowVersion.OpenFlow13, 1, _encoded);
        if (_network.TryForward((int)datapathId.Value - 1, _encoded.AsSpan(0, length), out var to, out var packetIn))
        {
            if (_onTheirWay.Count == 0)
                _scheduler.Schedule(Delay, Deliver);
            _onTheirWay.Add((to, packetIn));
        }

        return true;
    }

    /// <summary>Answers requests for an echo, by which the topology measures round trips.</summary>
    public IObservable<TReply> SendMsg<TReply>(DatapathId datapathId, IOpenFlowRequest<TReply> message, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage => Observable.Return((TReply)(OpenFlowMessage)new EchoReply()).Delay(Delay, _scheduler);

    public IObservable<Unit> SendMsg(DatapathId datapathId, IOpenFlowCommand message, TimeSpan? timeout = null) => throw NotNeeded();

    public IObservable<TEntry> SendMsg<TEntry>(DatapathId datapathId, IMultiRequest<TEntry> message, TimeSpan? timeout = null) =>
        throw NotNeeded();

    public IObservable<TReply> SendMsg<TReply>(DatapathId datapathId, OpenFlowMessage message, bool replyMulti, TimeSpan? timeout = null)
        where TReply : OpenFlowMessage => throw NotNeeded();

    public IObservable<Unit> SendMsgs(DatapathId datapathId, IEnumerable<IOpenFlowCommand> messages, TimeSpan? timeout = null) =>
        throw NotNeeded();

    public IObservable<Unit> SendBundle(
        DatapathId datapathId, IEnumerable<IOpenFlowCommand> messages, BundleFlags flags, TimeSpan? timeout = null) => throw NotNeeded();

    public void Dispose() => _datapaths.Dispose();

    private static NotSupportedException NotNeeded() => new("A topology that installs no flows does not ask for this.");

    private void Deliver()
    {
        var arrived = _onTheirWay;
        _onTheirWay = [];
        foreach (var (to, frame) in arrived)
            _messages.OnNext(new(_all[to], 0, OpenFlowCodec.Decode(frame, out _), _scheduler.Now));
    }
}
