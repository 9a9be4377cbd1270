using System.IO.Pipelines;
using System.Reactive.Concurrency;
using Microsoft.Extensions.Logging.Abstractions;
using RxOfctl.Connections;
using RxOfctl.Delivery;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Requests;

namespace RxOfctl.Datapaths;

/// <summary>The session of a datapath that is not connected: nothing can be sent.</summary>
internal sealed class DisconnectedSession : IDatapathSession
{
    private const string Reason = "it is of a recording, and is not connected";

    public DisconnectedSession(DatapathId datapathId, OpenFlowVersion version, string peer)
    {
        (DatapathId, Version, Peer) = (datapathId, version, peer);
        ObserverErrors = new(Options, NullLogger.Instance);
        Connection = new(new NoTransport());
        Connection.Abort();
        Requests = new(this, firstXid: 1);
        Requests.Close(Reason);
    }

    public DatapathId DatapathId { get; }

    public OpenFlowVersion Version { get; }

    public string Peer { get; }

    public ControllerOptions Options { get; } = new();

    public IScheduler Scheduler => Options.Scheduler;

    public Connection Connection { get; }

    public EncodeOptions EncodeOptions => EncodeOptions.None;

    public RequestTable Requests { get; }

    // Requests fail before they are measured.
    public Telemetry Telemetry => throw new InvalidOperationException("A datapath that is not connected measures nothing.");

    public ByteBudget ReplyBytes { get; } = new(limit: 0);

    public ObserverErrors ObserverErrors { get; }

    public bool IsClosed => true;

    public string? Identity => null;

    public PeerFeatures? PeerFeatures { get; set; }

    public long DroppedPacketIns => 0;

    public void Start(PendingRequest request) => request.Lose(Reason);

    public void OnSent(OpenFlowMessage message)
    {
    }

    public void ScheduleReply(Action action) => Scheduler.Schedule(action);

    public void LogMalformedEntries(Type reply, ValueList<MalformedEntry> entries)
    {
    }

    public bool TrySend(OpenFlowMessage message, out uint xid)
    {
        xid = 0;
        return false;
    }

    public uint Send(OpenFlowMessage message) => throw new InvalidDatapathException(DatapathId, Reason, []);

    public ValueTask<uint> SendAsync(OpenFlowMessage message, CancellationToken cancellationToken) =>
        ValueTask.FromException<uint>(new InvalidDatapathException(DatapathId, Reason, []));

    public void ThrowIfWaitWouldNotEnd()
    {
    }

    public void Close(string reason)
    {
    }

    private sealed class NoTransport : IDuplexPipe
    {
        private readonly Pipe _pipe = new();

        public PipeReader Input => _pipe.Reader;

        public PipeWriter Output => _pipe.Writer;
    }
}
