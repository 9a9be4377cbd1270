using System.Reactive;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using RxOfctl.Packets;
using RxOfctl.Protocol;

namespace RxOfctl.Simulator;

/// <summary>
/// One end of a connection between two simulated hosts, over segments of TCP that are lost, delayed and dropped as the network has it. Bytes
/// arrive once and in order; what is not acknowledged is sent again.
/// </summary>
/// <remarks>
/// It is TCP (RFC 9293) reduced to what a test of a network needs: a fixed window of 32 segments of 1,460 bytes, cumulative acknowledgments,
/// retransmission from the first unacknowledged byte after 200 ms, doubled up to 6.4 s; 8 in a row without progress end the connection. No
/// congestion control, no options, no urgent data.
/// </remarks>
public sealed class SimulatedStream
{
    private const int SegmentLength = 1460;
    private const int Window = 32 * SegmentLength;
    private const int MaxRetransmissions = 8;
    private static readonly TimeSpan FirstTimeout = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(6400);

    private readonly NetworkLock _lock;
    private readonly Action<TcpSegment> _transmit;
    private readonly Action _forget;
    private readonly Subject<ByteString> _received = new();
    private readonly AsyncSubject<Unit> _connected = new();
    private readonly SerialDisposable _timer = new();
    private readonly List<byte> _unacknowledged = []; // what begins at _firstUnacknowledged, sent or not
    private uint _firstUnacknowledged = 1; // the SYN has number 0
    private uint _next;
    private uint _expected;
    private bool _isSynAcknowledged;
    private bool _isPeerKnown;
    private bool _isClosing;
    private bool _isFinAcknowledged;
    private bool _isPeerClosed;
    private bool _isEnded;
    private int _attempts;
    private TimeSpan _timeout = FirstTimeout;

    internal SimulatedStream(
        NetworkLock networkLock, Action<TcpSegment> transmit, Action forget, ushort localPort, Ipv4Address remoteAddress, ushort remotePort)
    {
        (_lock, _transmit, _forget, LocalPort, RemoteAddress, RemotePort) = (networkLock, transmit, forget, localPort, remoteAddress, remotePort);
    }

    /// <summary>The port of this end.</summary>
    public ushort LocalPort { get; }

    /// <summary>The address of the other end.</summary>
    public Ipv4Address RemoteAddress { get; }

    /// <summary>The port of the other end.</summary>
    public ushort RemotePort { get; }

    /// <summary>How many times something was sent again.</summary>
    public int Retransmissions { get; private set; }

    /// <summary>Emits once the other end accepted, for late subscribers too; fails with <see cref="IOException"/> if it refuses or does not answer.</summary>
    public IObservable<Unit> Connected => _connected.AsObservable();

    /// <summary>
    /// The bytes that arrive, in pieces of any length, from subscription on: subscribe before time goes on. Completes when the other end has
    /// closed; fails with <see cref="IOException"/> when it resets the connection or no longer answers.
    /// </summary>
    public IObservable<ByteString> Received => _received.AsObservable();

    /// <summary>Sends bytes, now or as the other end acknowledges those before.</summary>
    /// <param name="data">The bytes.</param>
    /// <exception cref="InvalidOperationException">This end is closed.</exception>
    public void Send(ByteString data)
    {
        using var scope = _lock.Enter();
        if (_isClosing || _isEnded)
            throw new InvalidOperationException("The stream is closed.");
        _unacknowledged.AddRange(data.Span);
        SendNew();
    }

    /// <summary>Closes this end once all bytes are acknowledged. What the other end sends still arrives.</summary>
    public void Close()
    {
        using var scope = _lock.Enter();
        if (_isClosing || _isEnded)
            return;
        _isClosing = true;
        SendNew();
    }

    internal void Open() => SendSyn();

    internal void OnSegment(TcpSegment segment)
    {
        if (_isEnded)
            return;
        if ((segment.Flags & TcpFlags.Rst) != 0)
        {
            Fail("The other end refused or reset the connection.");
            return;
        }

        if ((segment.Flags & TcpFlags.Syn) != 0)
            OnSyn(segment);
        if ((segment.Flags & TcpFlags.Ack) != 0)
            OnAcknowledgment(segment.AcknowledgmentNumber);
        if (_isPeerKnown && (segment.Payload.Length > 0 || (segment.Flags & TcpFlags.Fin) != 0))
            OnData(segment);
        EndIfDone();
    }

    private uint End => _firstUnacknowledged + (uint)_unacknowledged.Count;

    private void OnSyn(TcpSegment segment)
    {
        if (!_isPeerKnown)
        {
            _isPeerKnown = true;
            _expected = segment.SequenceNumber + 1;
        }

        // The answer to a SYN is one of its own, again if the first was lost; the answer to that is a bare acknowledgment.
        if ((segment.Flags & TcpFlags.Ack) == 0)
            SendSyn();
        else
            Acknowledge();
    }

    private void OnAcknowledgment(uint number)
    {
        if (!_isSynAcknowledged && number >= 1)
        {
            _isSynAcknowledged = true;
            _next = 1;
            Progress();
            _lock.Notify(() =>
            {
                _connected.OnNext(Unit.Default);
                _connected.OnCompleted();
            });
        }

        var count = (int)(number - _firstUnacknowledged);
        // The FIN counts as one byte after the last.
        if (_isClosing && count == _unacknowledged.Count + 1)
        {
            _isFinAcknowledged = true;
            count--;
        }

        if (count > 0 && count <= _unacknowledged.Count)
        {
            _unacknowledged.RemoveRange(0, count);
            _firstUnacknowledged += (uint)count;
            if ((int)(_next - _firstUnacknowledged) < 0)
                _next = _firstUnacknowledged;
            Progress();
        }

        if (_isFinAcknowledged)
            _timer.Disposable = null;
        SendNew();
    }

    private void OnData(TcpSegment segment)
    {
        var known = (int)(_expected - segment.SequenceNumber);
        // What is ahead of a hole is sent again after it: only what continues is taken.
        if (known >= 0 && known <= segment.Payload.Length && !_isPeerClosed)
        {
            var data = segment.Payload.Slice(known, segment.Payload.Length - known);
            if (data.Length > 0)
            {
                _expected += (uint)data.Length;
                _lock.Notify(_received, data);
            }

            if ((segment.Flags & TcpFlags.Fin) != 0)
            {
                _expected++;
                _isPeerClosed = true;
                _lock.Notify(_received.OnCompleted);
            }
        }

        Acknowledge();
    }

    private void SendSyn()
    {
        Transmit(0, _isPeerKnown ? TcpFlags.Syn | TcpFlags.Ack : TcpFlags.Syn, default);
        if (!_isSynAcknowledged)
            Arm();
    }

    private void SendNew()
    {
        if (!_isSynAcknowledged || _isEnded)
            return;
        while ((int)(End - _next) > 0 && _next - _firstUnacknowledged < Window)
        {
            var offset = (int)(_next - _firstUnacknowledged);
            var length = Math.Min(SegmentLength, Math.Min(_unacknowledged.Count - offset, Window - offset));
            var data = _unacknowledged.GetRange(offset, length).ToArray();
            Transmit(_next, TcpFlags.Ack | TcpFlags.Psh, data);
            _next += (uint)length;
            Arm();
        }

        if (_isClosing && !_isFinAcknowledged && _next == End)
        {
            Transmit(_next, TcpFlags.Ack | TcpFlags.Fin, default);
            _next++;
            Arm();
        }
    }

    private void Acknowledge() => Transmit(_isSynAcknowledged ? _next : 0, TcpFlags.Ack, default);

    private void Transmit(uint sequenceNumber, TcpFlags flags, ByteString data) => _transmit(new()
    {
        SourcePort = LocalPort,
        DestinationPort = RemotePort,
        SequenceNumber = sequenceNumber,
        AcknowledgmentNumber = (flags & TcpFlags.Ack) != 0 ? _expected : 0,
        Flags = flags,
        Window = Window,
        Payload = data,
    });

    private void Progress()
    {
        (_attempts, _timeout) = (0, FirstTimeout);
        _timer.Disposable = null;
        if (_next != _firstUnacknowledged)
            Arm();
    }

    private void Arm()
    {
        if (_timer.Disposable is null)
            _timer.Disposable = _lock.Schedule(_timeout, OnTimeout);
    }

    private void OnTimeout()
    {
        if (_isEnded)
            return;
        if (++_attempts > MaxRetransmissions)
        {
            Fail($"The other end did not answer {MaxRetransmissions} retransmissions.");
            return;
        }

        Retransmissions++;
        _timeout = TimeSpan.FromTicks(Math.Min(_timeout.Ticks * 2, LongestTimeout.Ticks));
        _timer.Disposable = null;
        if (!_isSynAcknowledged)
        {
            SendSyn();
            return;
        }

        _next = _firstUnacknowledged;
        SendNew();
    }

    private void Fail(string reason)
    {
        var error = new IOException(reason);
        Finish();
        if (!_isSynAcknowledged)
            _lock.Notify(() => _connected.OnError(error));
        if (!_isPeerClosed)
            _lock.Notify(() => _received.OnError(error));
    }

    private void EndIfDone()
    {
        if (_isPeerClosed && _isFinAcknowledged)
            Finish();
    }

    private void Finish()
    {
        _isEnded = true;
        _timer.Dispose();
        _forget();
    }
}
