using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Cli.Controllers;

/// <summary>What <c>top</c> shows of a datapath at one time.</summary>
/// <param name="Id">The datapath.</param>
/// <param name="Version">Its version.</param>
/// <param name="Peer">Its address.</param>
/// <param name="PortsUp">How many of its ports are up.</param>
/// <param name="Ports">How many ports it has.</param>
/// <param name="MessageRate">Messages a second that it sent unasked.</param>
/// <param name="PacketInRate">Packet-ins a second.</param>
/// <param name="RxBytes">Bytes a second that its ports received; null where not known yet.</param>
/// <param name="TxBytes">Bytes a second that its ports sent; null where not known yet.</param>
/// <param name="RoundTrip">How long an echo request took; null if it was not answered.</param>
/// <param name="Flows">How many flows it has; null where it does not say.</param>
internal sealed record DatapathReading(
    DatapathId Id,
    OpenFlowVersion Version,
    string Peer,
    int PortsUp,
    int Ports,
    double MessageRate,
    double PacketInRate,
    double? RxBytes,
    double? TxBytes,
    TimeSpan? RoundTrip,
    uint? Flows);

/// <summary>Reads a datapath again and again.</summary>
internal sealed class DatapathGauge : IDisposable
{
    private readonly Datapath _datapath;
    private readonly IScheduler _scheduler;
    private readonly TimeSpan _timeout;
    private readonly IDisposable _counting;
    private long _messages;
    private long _packetIns;
    private (long Messages, long PacketIns, ulong Rx, ulong Tx, DateTimeOffset At)? _before;

    public DatapathGauge(Datapath datapath, IScheduler scheduler, TimeSpan timeout)
    {
        (_datapath, _scheduler, _timeout) = (datapath, scheduler, timeout);
        _counting = datapath.Messages.Subscribe(envelope =>
        {
            Interlocked.Increment(ref _messages);
            if (envelope.Message is PacketIn)
                Interlocked.Increment(ref _packetIns);
        });
    }

    public void Dispose() => _counting.Dispose();

    /// <summary>Asks the datapath, and compares with the reading before.</summary>
    public async Task<DatapathReading> ReadAsync(CancellationToken cancellation)
    {
        var watch = _scheduler.StartStopwatch();
        var echo = await OrNullAsync(_datapath.SendMsg(new EchoRequest(), _timeout).Select(_ => (TimeSpan?)watch.Elapsed), cancellation);
        var flows = await OrNullAsync(
            _datapath.SendMsg(new AggregateStatsRequest(), _timeout).Select(reply => (uint?)reply.FlowCount), cancellation);
        var bytes = await OrNullAsync(
            _datapath.SendMsg(new PortStatsRequest(), _timeout)
                .Where(port => port.RxBytes != ulong.MaxValue)
                .Aggregate((Rx: 0UL, Tx: 0UL), (sum, port) => (sum.Rx + port.RxBytes, sum.Tx + port.TxBytes))
                .Select(sum => ((ulong Rx, ulong Tx)?)sum),
            cancellation);
        return Compare(echo, flows, bytes);
    }

    private DatapathReading Compare(TimeSpan? echo, uint? flows, (ulong Rx, ulong Tx)? bytes)
    {
        var now = _scheduler.Now;
        var (messages, packetIns) = (Interlocked.Read(ref _messages), Interlocked.Read(ref _packetIns));
        var seconds = _before is { } at ? (now - at.At).TotalSeconds : 0;
        double Rate(long after, long before) => seconds > 0 ? (after - before) / seconds : 0;
        // Counters that went back were reset.
        double? ByteRate(ulong? after, ulong? before) => seconds > 0 && after is { } a && before is { } b && a >= b
            ? (a - b) / seconds
            : null;
        var ports = _datapath.Ports.Items;
        var reading = new DatapathReading(
            _datapath.Id,
            _datapath.Version,
            _datapath.RemoteEndPoint,
            ports.Count(port => port.IsUp),
            ports.Count,
            Rate(messages, _before?.Messages ?? 0),
            Rate(packetIns, _before?.PacketIns ?? 0),
            ByteRate(bytes?.Rx, _before?.Rx),
            ByteRate(bytes?.Tx, _before?.Tx),
            echo,
            flows);
        _before = (messages, packetIns, bytes?.Rx ?? 0, bytes?.Tx ?? 0, now);
        return reading;
    }

    // What a datapath refuses, or does not answer in time, is not known.
    private static Task<T?> OrNullAsync<T>(IObservable<T?> request, CancellationToken cancellation) =>
        request.Catch((RequestException _) => Observable.Return(default(T))).LastOrDefaultAsync().ToTask(cancellation);
}
