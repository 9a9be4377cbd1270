using System.Net;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using RxOfctl.Packets;

namespace RxOfctl.Simulator.Hosts;

/// <summary>The echo requests of a host that wait for a reply, of ICMP and ICMPv6 (RFC 792, RFC 4443 §4).</summary>
internal sealed class Pinger(NetworkLock networkLock, ushort identifier)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(1);

    private readonly Subject<PingResult> _results = new();
    private readonly Dictionary<ushort, Action> _unanswered = [];
    private ushort _sequenceNumber;

    public IObservable<PingResult> Results => _results.AsObservable();

    public IObservable<PingResult> Ping(IPAddress target, TimeSpan? timeout, Action<ushort, ushort> send) => Observable.Create<PingResult>(observer =>
    {
        using var scope = networkLock.Enter();
        var sequenceNumber = ++_sequenceNumber;
        var sentAt = networkLock.Scheduler.Now;
        var expiry = networkLock.Schedule(timeout ?? DefaultTimeout, () => End(null));
        _unanswered[sequenceNumber] = () =>
        {
            expiry.Dispose();
            End(networkLock.Scheduler.Now - sentAt);
        };
        send(identifier, sequenceNumber);
        return Disposable.Create(() =>
        {
            using var forgetting = networkLock.Enter();
            expiry.Dispose();
            _unanswered.Remove(sequenceNumber);
        });

        void End(TimeSpan? roundTripTime)
        {
            _unanswered.Remove(sequenceNumber);
            var result = new PingResult(target, sequenceNumber, roundTripTime);
            networkLock.Notify(_results, result);
            networkLock.Notify(() =>
            {
                observer.OnNext(result);
                observer.OnCompleted();
            });
        }
    });

    public void OnReply(IcmpEcho reply)
    {
        if (reply.Identifier == identifier && _unanswered.TryGetValue(reply.SequenceNumber, out var answered))
            answered();
    }
}
