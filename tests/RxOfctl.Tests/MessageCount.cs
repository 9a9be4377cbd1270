using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace RxOfctl.Tests;

/// <summary>The number of messages of each type that a controller has written, whether or not its peers have read them.</summary>
internal sealed class MessageCount : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _sent = new();
    private long _queueDepth;

    public MessageCount(OpenFlowController controller)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == controller && instrument.Name is "rxofctl.messages" or "rxofctl.queue.depth")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            if (tags.Length == 2 && Equals(tags[1].Value, "sent"))
                _sent.AddOrUpdate((string)tags[0].Value!, value, (_, sum) => sum + value);
        });
        _listener.SetMeasurementEventCallback<int>((_, value, _, _) => _queueDepth = value);
        _listener.Start();
    }

    /// <summary>The number of messages that wait for the app.</summary>
    public long QueueDepth
    {
        get
        {
            _listener.RecordObservableInstruments();
            return _queueDepth;
        }
    }

    public long Sent<TMessage>() => _sent.GetValueOrDefault(typeof(TMessage).Name);

    public void Dispose() => _listener.Dispose();
}
