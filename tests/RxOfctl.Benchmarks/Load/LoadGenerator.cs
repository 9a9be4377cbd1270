using System.Diagnostics;
using System.Net;

namespace RxOfctl.Benchmarks.Load;

/// <summary>Many fake switches on one thread.</summary>
internal sealed class LoadGenerator : IDisposable
{
    /// <summary>What a timestamp of <see cref="Stopwatch"/> counts, on Linux.</summary>
    public const long NanosecondsPerTick = 1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(100);

    private readonly List<FakeSwitch> _switches = [];
    private readonly Linux.Event[] _events = new Linux.Event[256];
    private readonly int _epoll;
    private byte[] _output = new byte[1 << 20];
    private int _outputLength;
    private readonly EndPoint _controller;
    private int _ready;
    private int _redials;

    public LoadGenerator(LoadOptions options)
    {
        Linux.EnsureSupported();
        Options = options;
        _controller = new IPEndPoint(IPAddress.Loopback, options.Port);
        PacketIn = SwitchFrames.PacketInTemplate(options.Version);
        _epoll = Linux.CreateEpoll();
    }

    public LoadOptions Options { get; }

    public byte[] PacketIn { get; }

    public byte[] InputBuffer { get; } = new byte[1 << 18];

    public LatencyHistogram Latencies { get; } = new();

    public long Answered { get; set; }

    public long Messages { get; set; }

    /// <summary>Connects the switches, waits until all work, warms up and measures, and says on the console where it is.</summary>
    public LoadResult Run()
    {
        var start = Stopwatch.GetTimestamp();
        ConnectAll(start);
        var readySeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine("ready");
        TurnFor(Options.WarmUp);

        Latencies.Clear();
        Answered = Messages = 0;
        _switches.ForEach(each => each.Answered = 0);
        Console.WriteLine("measuring");
        var cpu = Environment.CpuUsage.TotalTime;
        start = Stopwatch.GetTimestamp();
        TurnFor(Options.Seconds);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var longAgo = Stopwatch.GetTimestamp() - Stopwatch.Frequency;
        return new()
        {
            Answered = Answered,
            Messages = Messages,
            Seconds = seconds,
            SlowestOfMedian = SlowestOfMedian(),
            Lost = _switches.Sum(each => each.CountOlderThan(longAgo)),
            ReadySeconds = readySeconds,
            Redials = _redials,
            LoadCpu = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / seconds,
            P50 = Latencies.Microseconds(0.5),
            P90 = Latencies.Microseconds(0.9),
            P99 = Latencies.Microseconds(0.99),
            P999 = Latencies.Microseconds(0.999),
            Max = Latencies.Microseconds(1),
        };
    }

    /// <summary>Connects one switch, which answers what it is asked until the end.</summary>
    public void Answer(Task end)
    {
        _switches.Add(new(this, 0, _controller));
        while (!end.IsCompleted)
            Turn(10);
    }

    public void OnReady() => _ready++;

    /// <summary>Room for a message of the switch whose turn it is.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_output.Length - _outputLength < length)
            Array.Resize(ref _output, 2 * _output.Length);
        _outputLength += length;
        return _output.AsSpan(_outputLength - length, length);
    }

    /// <summary>All that the switch whose turn it is has said.</summary>
    public ReadOnlySpan<byte> TakeOutput()
    {
        var output = _output.AsSpan(0, _outputLength);
        _outputLength = 0;
        return output;
    }

    public void Watch(FakeSwitch fake, int operation, uint events) => Linux.Control(_epoll, operation, fake.Handle, events, fake.Index);

    public void Dispose() => _switches.ForEach(each => each.Dispose());

    private void ConnectAll(long start)
    {
        var probed = start;
        while (_ready < Options.Switches)
        {
            // A few at a time, so that those who came first are answered while others come, as the backlog of a listener is bounded.
            for (var count = 0; count < 64 && _switches.Count < Options.Switches; count++)
                _switches.Add(new(this, _switches.Count, _controller));

            Turn(_switches.Count < Options.Switches ? 0 : 10);
            if (Stopwatch.GetElapsedTime(probed) > ProbeInterval)
            {
                probed = Stopwatch.GetTimestamp();
                for (var index = 0; index < _switches.Count; index++)
                {
                    try
                    {
                        _switches[index].Probe();
                    }
                    catch (IOException)
                    {
                        Redial(index);
                    }
                }
            }

            if (Stopwatch.GetElapsedTime(start) > Patience)
                throw new TimeoutException($"Of {Options.Switches} switches, the controller answered {_ready} within {Patience.TotalSeconds} s.");
        }
    }

    private double SlowestOfMedian()
    {
        long[] answered = [.. _switches.Select(each => each.Answered).Order()];
        return (double)answered[0] / Math.Max(1, answered[answered.Length / 2]);
    }

    private void TurnFor(double seconds)
    {
        var end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < end)
            Turn(10);
    }

    private void Turn(int milliseconds)
    {
        var count = Linux.Wait(_epoll, _events, milliseconds);
        foreach (ref readonly var what in _events.AsSpan(0, count))
        {
            var index = (int)what.Data;
            var fake = _switches[index];
            try
            {
                if ((what.Events & Linux.Out) != 0)
                    fake.OnWritable();
                if ((what.Events & ~Linux.Out) != 0)
                    fake.OnReadable();
            }
            catch (IOException)
            {
                Redial(index);
            }
        }
    }

    // As a switch does whose connection ended.
    private void Redial(int index)
    {
        _redials++;
        if (_switches[index].IsReady)
            _ready--;
        _switches[index].Dispose();
        _ = TakeOutput();
        _switches[index] = new(this, index, _controller);
    }
}
