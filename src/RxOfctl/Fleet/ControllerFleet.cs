using System.Globalization;
using System.Reactive.Linq;
using System.Runtime.CompilerServices;
using RxOfctl.Caching;
using RxOfctl.Delivery;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Fleet;

/// <summary>A controller as a fleet: one member, which owns every datapath connected to it.</summary>
/// <param name="datapaths">The datapaths of the controller.</param>
/// <param name="errors">Where exceptions of observers are reported.</param>
internal sealed class ControllerFleet(IObservableCache<Datapath, DatapathId> datapaths, ObserverErrors errors) : IDisposable
{
    private const string Self = "local";

    private readonly Lock _gate = new();
    private readonly SourceCache<FleetMember, string> _members =
        new(member => member.Name, (kind, thrown) => errors.Report(kind, "Members of the fleet", thrown));
    private readonly ConditionalWeakTable<Datapath, FleetDatapath> _ofDatapaths = [];
    private IObservableCache<FleetDatapath, DatapathId>? _datapaths;
    private IObservableCache<FleetMember, string>? _memberView;
    private int _connections;

    /// <summary>Created at first use, because most controllers are not used as a fleet.</summary>
    public IObservableCache<FleetDatapath, DatapathId> Datapaths
    {
        get
        {
            lock (_gate)
                return _datapaths ??= MakeDatapaths();
        }
    }

    public IObservableCache<FleetMember, string> Members
    {
        get
        {
            lock (_gate)
            {
                if (_memberView is null)
                    _members.TryEdit(updater => updater.AddOrUpdate(new FleetMember(Self, IsSelf: true)));
                return _memberView ??= _members.AsObservableCache();
            }
        }
    }

    /// <summary>Skips the first change set, which has the datapaths that are present at subscription.</summary>
    public IObservable<MastershipChange> Mastership => datapaths.Connect(suppressEmptyChangeSets: false)
        .Skip(1)
        .SelectMany(changes => changes)
        .Where(change => change.Reason is ChangeReason.Add or ChangeReason.Remove)
        .Select(change => change.Reason == ChangeReason.Add ? new MastershipChange(change.Key, null, Self) : new(change.Key, Self, null));

    public FleetEnvelope<OpenFlowMessage> OfEnvelope(Envelope<OpenFlowMessage> envelope) =>
        new(OfDatapath(envelope.Datapath), envelope.Xid, envelope.Message, envelope.ReceivedAt);

    public void Dispose() => _members.Dispose();

    private IObservableCache<FleetDatapath, DatapathId> MakeDatapaths()
    {
        var store = new CacheStore<FleetDatapath, DatapathId>(
            keySelector: null, (kind, thrown) => errors.Report(kind, "Datapaths of the fleet", thrown), capacity: int.MaxValue);
        store.Load(datapaths.Connect().Transform(OfDatapath));
        return store.AsObservableCache(each => datapaths.TryLookup(each.Id, out var present) && OfDatapath(present) == each);
    }

    // The same object for a datapath always, in the cache and in messages.
    private FleetDatapath OfDatapath(Datapath datapath) => _ofDatapaths.GetValue(datapath, known => new()
    {
        Id = known.Id,
        Version = known.Version,
        Features = known.Features,
        Ports = known.Ports,
        Connection = string.Create(CultureInfo.InvariantCulture, $"{Self}/{Interlocked.Increment(ref _connections)}"),
        Owner = Self,
        IsOwned = true,
        ConnectedTo = [Self],
    });
}
