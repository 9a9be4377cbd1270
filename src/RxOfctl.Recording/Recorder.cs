using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Protocol.Messages;
using RxOfctl.Recording.Files;
using RxOfctl.Serving;

namespace RxOfctl.Recording;

/// <summary>Records the messages of a controller: see <see cref="RecordOperator"/>.</summary>
public sealed class Recorder : IDisposable
{
    private readonly RecordingOptions _options;
    private readonly IScheduler _clock;
    private readonly IScheduler _scheduler;
    private readonly FrameQueue _queue;
    private readonly RecordingFile _file;
    private readonly FaultReport _faults;
    private readonly IDisposable _tapping;
    private readonly MultipleAssignmentDisposable _timer = new();
    private readonly Lock _writing = new();
    private int _isSoon;
    private int _isNow;
    private bool _isClosed;

    internal Recorder(OpenFlowController controller, RecordingOutput output, RecordingOptions options)
    {
        try
        {
            Validate(options);
            _options = options;
            _clock = controller.Scheduler;
            _scheduler = options.Scheduler ?? (_clock.IsVirtualTime() ? _clock : TaskPoolScheduler.Default);
            _queue = new(options.QueueLimit);
            _file = new(output, options, _clock);
            _faults = new(options, controller.LoggerFactory);
            _tapping = controller.Tap(new Tap(this));
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    /// <summary>The number of messages that are in the file.</summary>
    public long Recorded => _file.Recorded;

    /// <summary>The number of messages that are missing in the file, because they came faster than it could be written, or it could not be
    /// written.</summary>
    public long Dropped => _queue.Dropped + _file.Lost;

    /// <summary>The files so far, in order; none for a recording to a stream.</summary>
    public IReadOnlyList<string> Files => _file.Files;

    /// <summary>Writes all that waits to be written.</summary>
    public void Flush()
    {
        lock (_writing)
        {
            if (!_isClosed)
                Write();
        }
    }

    /// <summary>Ends the recording: writes what waits, on the calling thread, and closes the file.</summary>
    public void Dispose()
    {
        _tapping.Dispose();
        _queue.Close(_clock.Now.UtcTicks);
        _timer.Dispose();
        lock (_writing)
        {
            if (_isClosed)
                return;
            Write();
            _isClosed = true;
            ReportIfAny(_file.Close());
            foreach (var feed in _file.Feeds)
                feed.Complete();
        }

        Compress();
    }

    /// <summary>
    /// The messages of datapaths that answer no request: those of the last so many minutes, from the files, and then the live ones,
    /// without a gap and without a duplicate. Messages that the recorder dropped are missing here too.
    /// </summary>
    /// <param name="duration">How far to go back, at most to the beginning of the recording.</param>
    /// <returns>
    /// A cold observable, which completes when the recorder is disposed of. Datapaths of the past are not connected. Live messages come
    /// when they are written (<see cref="RecordingOptions.FlushInterval"/>). If an observer is so slow that more than
    /// <see cref="RecordingOptions.QueueLimit"/> bytes wait for it, it ends with an <see cref="InvalidOperationException"/>.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is negative.</exception>
    /// <exception cref="NotSupportedException">The recording is to a stream.</exception>
    public IObservable<Envelope<OpenFlowMessage>> ReplayThenLive(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        if (_file.Files.Count == 0)
            throw new NotSupportedException("A recording to a stream cannot be read: record to a path.");
        return Observable.Create<Envelope<OpenFlowMessage>>(observer => Subscribe(duration, observer));
    }

    private IDisposable Subscribe(TimeSpan duration, IObserver<Envelope<OpenFlowMessage>> observer)
    {
        LiveFeed feed;
        int files;
        long length;
        lock (_writing)
        {
            // What is written up to here is history, what is written from here on is live.
            if (!_isClosed)
                Write();
            feed = new(_scheduler, _options.QueueLimit, observer);
            (files, length) = (_file.Files.Count, _file.Length);
            if (_isClosed)
                feed.Complete();
            else
                _file.Feeds.Add(feed);
        }

        var from = _clock.Now - DateTimeOffset.MinValue > duration ? _clock.Now - duration : DateTimeOffset.MinValue;
        feed.Start(() => _file.Read(files, length), from);
        return Disposable.Create(() =>
        {
            feed.Dispose();
            lock (_writing)
                _file.Feeds.Remove(feed);
        });
    }

    private static void Validate(RecordingOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.QueueLimit);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.FlushInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxFileSize ?? 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.MaxFileAge ?? TimeSpan.MaxValue, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(options.PayloadLimit ?? 0);
    }

    // Called by the threads that read and write connections: it must not wait.
    private void On(Wake wake)
    {
        switch (wake)
        {
            case Wake.Soon when Interlocked.Exchange(ref _isSoon, 1) == 0:
                _timer.Disposable = _scheduler.Schedule(_options.FlushInterval, () => Run(ref _isSoon));
                return;
            case Wake.Now when Interlocked.Exchange(ref _isNow, 1) == 0:
                _scheduler.Schedule(() => Run(ref _isNow));
                return;
            case Wake.Lost:
                _scheduler.Schedule(() => Report(null));
                return;
        }
    }

    private void Run(ref int isScheduled)
    {
        lock (_writing)
        {
            Volatile.Write(ref isScheduled, 0);
            if (!_isClosed)
                Write();
        }
    }

    private void Write()
    {
        Wake next;
        Exception? failure;
        do
        {
            var chunks = _queue.Take();
            failure = _file.Write(chunks);
            ReportIfAny(failure);
            next = _queue.Return(chunks);
        }
        while (next == Wake.Now);
        On(next);
        if (failure is null)
            _faults.Pass(_clock.Now, Dropped);
        if (_file.HasUncompressed && !_isClosed)
            _scheduler.Schedule(Compress);
    }

    // Not by the thread that writes: it would take too long.
    private void Compress()
    {
        ReportIfAny(_file.Compress());
    }

    private void ReportIfAny(Exception? failure)
    {
        if (failure is not null)
            Report(failure);
    }

    private void Report(Exception? failure) => _faults.Add(_clock.Now, Dropped, failure);

    private sealed class Tap(Recorder recorder) : IFrameTap
    {
        public void OnOpened(TappedConnection connection, DateTimeOffset time) =>
            recorder.On(recorder._queue.Add(
                connection, connection.Datapath is null ? EntryKind.Opened : EntryKind.OpenedAfterHandshake, time.UtcTicks));

        public void OnFrame(TappedConnection connection, bool isSent, DateTimeOffset time, ReadOnlySpan<byte> frame) =>
            recorder.On(recorder._queue.Add(connection, isSent, time.UtcTicks, frame));

        public void OnClosed(TappedConnection connection, bool isClosedByPeer, DateTimeOffset time) =>
            recorder.On(recorder._queue.Add(connection, isClosedByPeer ? EntryKind.ClosedByPeer : EntryKind.ClosedByController, time.UtcTicks));
    }
}
