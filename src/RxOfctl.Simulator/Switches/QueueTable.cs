using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;

namespace RxOfctl.Simulator.Switches;

/// <summary>The queues of a switch with their counters.</summary>
internal sealed class QueueTable
{
    private readonly NetworkLock _lock;
    private readonly SortedDictionary<(uint Port, uint Queue), Queue> _queues = [];

    public QueueTable(IReadOnlyList<SimulatedQueue> queues, NetworkLock networkLock)
    {
        _lock = networkLock;
        foreach (var queue in queues)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(queue.MinRate ?? 0, 1000, nameof(queues));
            if (queue.MaxRate is { } rate)
            {
                ArgumentOutOfRangeException.ThrowIfZero(rate, nameof(queues));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 1000, nameof(queues));
            }

            if (!_queues.TryAdd((queue.Port.Value, queue.QueueId), new(queue, networkLock.Scheduler.Now)))
                throw new ArgumentException($"Queue {queue.QueueId} of port {queue.Port} is given twice.", nameof(queues));
        }
    }

    /// <summary>True if flows may use the queue: a port has it, or it is the default queue 0.</summary>
    public bool MayUse(uint queueId) => _queues.Count == 0 || queueId == 0 || _queues.Keys.Any(key => key.Queue == queueId);

    public bool MayUse(PortNumber port, uint queueId) =>
        _queues.Count == 0 || queueId == 0 || !_queues.Keys.Any(key => key.Port == port.Value) || _queues.ContainsKey((port.Value, queueId));

    /// <summary>Counts a packet that is sent to a queue.</summary>
    /// <returns>False if it is dropped because the queue's rate is exceeded.</returns>
    public bool Pass(PortNumber port, uint queueId, int bytes) =>
        !_queues.TryGetValue((port.Value, queueId), out var queue) || queue.Pass(bytes, _lock.Scheduler.Now);

    public IEnumerable<QueueStats> Count(PortNumber port, uint queueId, DateTimeOffset at) =>
        Select(port, queueId).Select(queue => queue.Count(at));

    public IEnumerable<QueueDesc> Describe(PortNumber port, uint queueId) => Select(port, queueId).Select(queue => queue.Describe());

    private IEnumerable<Queue> Select(PortNumber port, uint queueId) => _queues
        .Where(entry => (port == PortNumber.Any || port == PortNumber.All || port.Value == entry.Key.Port) && (queueId == QueueId.All || queueId == entry.Key.Queue))
        .Select(entry => entry.Value);

    private sealed class Queue(SimulatedQueue settings, DateTimeOffset createdAt)
    {
        // The burst size of a queue is what it sends in 10 ms.
        private const int BurstsPerSecond = 100;

        private readonly long _bitsPerSecond = SwitchPort.BitsPerSecond / 1000 * settings.MaxRate.GetValueOrDefault(1000);
        private double _freeBits = SwitchPort.BitsPerSecond / 1000 * settings.MaxRate.GetValueOrDefault(1000) / BurstsPerSecond;
        private readonly DateTimeOffset _createdAt = createdAt;
        private DateTimeOffset _filledAt = createdAt;
        private ulong _packets;
        private ulong _bytes;
        private ulong _errors;

        public bool Pass(int bytes, DateTimeOffset now)
        {
            if (settings.MaxRate is not null)
            {
                _freeBits = Math.Min(_bitsPerSecond / (double)BurstsPerSecond, _freeBits + (now - _filledAt).TotalSeconds * _bitsPerSecond);
                _filledAt = now;
                if (_freeBits < bytes * 8)
                {
                    _errors++;
                    return false;
                }

                _freeBits -= bytes * 8;
            }

            _packets++;
            _bytes += (ulong)bytes;
            return true;
        }

        public QueueStats Count(DateTimeOffset at) => new()
        {
            PortNo = settings.Port,
            QueueId = settings.QueueId,
            TxPackets = _packets,
            TxBytes = _bytes,
            TxErrors = _errors,
            DurationSec = Duration.Seconds(at - _createdAt),
            DurationNsec = Duration.Nanoseconds(at - _createdAt),
        };

        public QueueDesc Describe()
        {
            var properties = new List<IQueueProperty>();
            if (settings.MinRate is { } min)
                properties.Add(new MinRateQueueProperty { Rate = min });
            if (settings.MaxRate is { } max)
                properties.Add(new MaxRateQueueProperty { Rate = max });
            return new() { PortNo = settings.Port, QueueId = settings.QueueId, Properties = properties.ToValueList() };
        }
    }
}
