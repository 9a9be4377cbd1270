using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Recording.Files;
using RxOfctl.Serving;

namespace RxOfctl.Recording.Replays;

/// <summary>Notices messages that the app sends on other threads than the replay's, and logs the messages if asked to.</summary>
internal sealed class ReplayTap(ReplayLog? log) : IFrameTap
{
    private ReplayNondeterministicException? _stray;
    private int _thread;

    /// <summary>The calling thread runs the replay.</summary>
    public void Begin() => Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);

    /// <summary>No thread runs the replay.</summary>
    public void End() => Volatile.Write(ref _thread, 0);

    /// <exception cref="ReplayNondeterministicException">The app sent a message on another thread.</exception>
    public void ThrowIfNondeterministic()
    {
        if (Volatile.Read(ref _stray) is { } stray)
            throw stray;
    }

    public void OnOpened(TappedConnection connection, DateTimeOffset time) => log?.OnOpened(connection, time);

    public void OnFrame(TappedConnection connection, bool isSent, DateTimeOffset time, ReadOnlySpan<byte> frame)
    {
        if (isSent && Volatile.Read(ref _thread) != Environment.CurrentManagedThreadId)
            Interlocked.CompareExchange(ref _stray, new(connection.Peer, TryDecode(frame)), null);
        else
            log?.OnFrame(connection, isSent, time, frame);
    }

    public void OnClosed(TappedConnection connection, bool isClosedByPeer, DateTimeOffset time) => log?.OnClosed(connection, isClosedByPeer, time);

    private static OpenFlowMessage? TryDecode(ReadOnlySpan<byte> frame)
    {
        try
        {
            return OpenFlowCodec.Decode(frame, out _);
        }
        catch (OpenFlowDecodeException)
        {
            return null;
        }
    }
}

/// <summary>The messages of a replay, as a recording. Echo is left out: a day of keepalives hides the few messages that matter.</summary>
internal sealed class ReplayLog : IFrameTap
{
    private readonly Dictionary<TappedConnection, ConnectionReader> _byTapped = [];
    private readonly List<RecordedConnection> _connections = [];
    private readonly List<RecordedFrame> _frames = [];

    public void OnOpened(TappedConnection connection, DateTimeOffset time)
    {
        var recorded = new RecordedConnection(_connections.Count, connection.Peer, time);
        _connections.Add(recorded);
        _byTapped[connection] = new(recorded, _frames, []);
    }

    public void OnFrame(TappedConnection connection, bool isSent, DateTimeOffset time, ReadOnlySpan<byte> frame)
    {
        if (!FrameHeader.TryRead(frame, out var header) || header.Type is not (MessageTypes.EchoRequest or MessageTypes.EchoReply))
            _byTapped[connection].Add(isSent, frame.ToArray(), time, isSynthesized: false);
    }

    public void OnClosed(TappedConnection connection, bool isClosedByPeer, DateTimeOffset time)
    {
        var recorded = _byTapped[connection].Connection;
        (recorded.ClosedAt, recorded.IsClosedByController) = (time, !isClosedByPeer);
    }

    /// <summary>What was logged.</summary>
    public Recording Complete(DateTimeOffset end) => new(_connections, _frames, [], end, isTruncated: false, dropped: 0);
}
