using System.Collections.Concurrent;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;

namespace RxOfctl.Interop.Tests.Hosts;

/// <summary>A host on a cable: it answers ARP and pings, and can ping others. It sends nothing twice, so a lost frame shows.</summary>
public sealed class SimulatedHost : IAsyncDisposable
{
    private readonly DummyPort _port;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Ipv4Address, TaskCompletionSource<MacAddress>> _neighbors = new();
    private readonly ConcurrentDictionary<ushort, TaskCompletionSource> _pings = new();
    private readonly Task _running;
    private int _sequence;

    /// <summary>Starts a host at the end of the cable, which it owns from now on.</summary>
    public SimulatedHost(DummyPort port, MacAddress mac, Ipv4Address address)
    {
        (_port, Mac, Address) = (port, mac, address);
        _running = RunAsync();
    }

    public MacAddress Mac { get; }

    public Ipv4Address Address { get; }

    /// <summary>Pings another host and waits for its reply; asks for its MAC address first, if it is not known.</summary>
    /// <exception cref="OperationCanceledException">No reply came before the token was canceled.</exception>
    /// <exception cref="IOException">The switch is gone.</exception>
    public async Task PingAsync(Ipv4Address target, CancellationToken cancellationToken = default)
    {
        var neighbor = _neighbors.GetOrAdd(target, _ => NewCompletion<MacAddress>());
        if (!neighbor.Task.IsCompleted)
            await _port.SendAsync(Frames.ArpRequest(Mac, Address, target), cancellationToken);
        var mac = await UnlessGoneAsync(neighbor.Task, cancellationToken);

        var sequence = (ushort)Interlocked.Increment(ref _sequence);
        var reply = _pings[sequence] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await _port.SendAsync(Frames.Echo(reply: false, Mac, Address, mac, target, sequence), cancellationToken);
            await UnlessGoneAsync(reply.Task, cancellationToken);
        }
        finally
        {
            _pings.TryRemove(sequence, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _running;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The host was disposed, or its switch ended first.
        }
        finally
        {
            _port.Dispose();
            _stop.Dispose();
        }
    }

    private static TaskCompletionSource<T> NewCompletion<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The loop ends with an error or at disposal: then a caller that waits for a frame must fail, since none will come.
    private async Task UnlessGoneAsync(Task waiting, CancellationToken cancellationToken) =>
        await await Task.WhenAny(waiting, _running).WaitAsync(cancellationToken);

    private async Task<T> UnlessGoneAsync<T>(Task<T> waiting, CancellationToken cancellationToken)
    {
        await UnlessGoneAsync((Task)waiting, cancellationToken);
        return await waiting;
    }

    private async Task RunAsync()
    {
        while (true)
        {
            if (Frames.Read(await _port.ReceiveAsync(_stop.Token)) is { } frame && frame.Destination == Address)
                await HandleAsync(frame);
        }
    }

    private async Task HandleAsync(PingFrame frame)
    {
        switch (frame.Kind)
        {
            case PingFrameKind.ArpRequest:
                await _port.SendAsync(Frames.ArpReply(Mac, Address, frame.SourceMac, frame.Source), _stop.Token);
                break;
            case PingFrameKind.ArpReply:
                _neighbors.GetOrAdd(frame.Source, _ => NewCompletion<MacAddress>()).TrySetResult(frame.SourceMac);
                break;
            case PingFrameKind.EchoRequest:
                await _port.SendAsync(Frames.Echo(reply: true, Mac, Address, frame.SourceMac, frame.Source, frame.Sequence), _stop.Token);
                break;
            case PingFrameKind.EchoReply when _pings.TryGetValue(frame.Sequence, out var ping):
                ping.TrySetResult();
                break;
            default:
                break;
        }
    }
}
