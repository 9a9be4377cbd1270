using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Sessions;

namespace RxOfctl;

/// <content>How connections come and go.</content>
public sealed partial class OpenFlowController
{
    // How long the last bytes of a connection, which say why it ends, may take.
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PauseAfterFailedAccept = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<SocketListener> _listeners = [];
    private readonly ConcurrentDictionary<Task, string> _tasks = new();

    /// <summary>Dials a datapath that waits for controllers, and again whenever it is not connected, until disposed of.</summary>
    /// <param name="endPoint">Its address.</param>
    /// <returns>Ends the connection, and dials no more.</returns>
    public IDisposable Connect(EndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        Track(DialAsync(endPoint, stop.Token), EndPointText.Format(endPoint));
        return Disposable.Create(stop.Cancel);
    }

    /// <summary>Dials a datapath that waits for controllers, and again whenever it is not connected, until disposed of.</summary>
    /// <param name="address">Its address, as <see cref="EndPointText.Parse"/> reads it: <c>tcp:127.0.0.1:6654</c>.</param>
    /// <returns>Ends the connection, and dials no more.</returns>
    /// <exception cref="FormatException">The text is no address.</exception>
    public IDisposable Connect(string address) => Connect(EndPointText.Parse(address));

    /// <summary>Serves a datapath on a connection that was made by other means.</summary>
    /// <param name="transport">Carries the bytes. It is completed when the connection ends.</param>
    /// <param name="peer">What the peer is called in logs and in <see cref="Datapaths.Datapath.RemoteEndPoint"/>.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    /// <returns>Completes when the connection has ended, for whatever reason.</returns>
    public async Task ServeAsync(IDuplexPipe transport, string peer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentException.ThrowIfNullOrEmpty(peer);
        var connection = new FrameConnection(transport);
        var session = new Session(connection, peer, _options, _owner, _logger, OnObserverError);
        using var stopping = _stop.Token.UnsafeRegister(_ => session.Close("the controller is stopping"), null);
        using var cancelling = cancellationToken.UnsafeRegister(_ => session.Close("it is not wanted any more"), null);
        Log.Connected(_logger, peer);
        session.Start();
        var reason = "its connection failed";
        try
        {
            await connection.ReadAsync(session).ConfigureAwait(false);
            reason = "it closed the connection";
        }
        catch (IOException broken)
        {
            reason = broken.Message;
        }
        catch (OpenFlowDecodeException malformed)
        {
            reason = malformed.Message;
        }
        finally
        {
            session.OnClosed(reason);
        }
    }

    private void StartListening()
    {
        try
        {
            foreach (var endPoint in _options.EndPoints)
                _listeners.Add(new(endPoint));
        }
        catch (IOException)
        {
            _listeners.ForEach(listener => listener.Dispose());
            throw;
        }

        foreach (var listener in _listeners)
        {
            var address = EndPointText.Format(listener.LocalEndPoint);
            Log.Listening(_logger, address);
            Track(AcceptAsync(listener), address);
        }
    }

    private async Task AcceptAsync(SocketListener listener)
    {
        try
        {
            while (true)
            {
                try
                {
                    var socket = await listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
                    var peer = socket.RemoteEndPoint is { } remote ? EndPointText.Format(remote) : "?";
                    Track(ServeAsync(socket, peer, default), peer);
                }
                catch (SocketException error) when (!_stop.IsCancellationRequested)
                {
                    // Most often there are too many open files: it is of no use to try again at once.
                    Log.NotAccepted(_logger, error.Message);
                    await _options.Scheduler.Sleep(PauseAfterFailedAccept, _stop.Token);
                }
            }
        }
        catch (Exception error) when (_stop.IsCancellationRequested && error is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The controller stops.
        }
    }

    private async Task DialAsync(EndPoint endPoint, CancellationToken stop)
    {
        var peer = EndPointText.Format(endPoint);
        try
        {
            while (true)
            {
                try
                {
                    using var socket = SocketListener.SocketOf(endPoint);
                    await socket.ConnectAsync(endPoint, stop).ConfigureAwait(false);
                    await ServeAsync(socket, peer, stop).ConfigureAwait(false);
                }
                catch (SocketException error)
                {
                    Log.Unreachable(_logger, peer, error.Message);
                }

                await _options.Scheduler.Sleep(_options.RedialInterval, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody wants the datapath any more.
        }
    }

    private async Task ServeAsync(Socket socket, string peer, CancellationToken cancellationToken)
    {
        if (socket.ProtocolType == ProtocolType.Tcp)
            socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var transport = new StreamTransport(stream);
        var sending = transport.SendAsync();
        try
        {
            await ServeAsync(transport, peer, cancellationToken).ConfigureAwait(false);
            using var linger = _options.Scheduler.Schedule(Linger, stream.Dispose);
            await sending.ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The peer did not take the last of what was said to it.
            Log.Unsent(_logger, peer, error.Message);
        }
    }

    private Task StopAsync()
    {
        _stop.Cancel();
        foreach (var listener in _listeners)
            listener.Dispose();
        return Task.WhenAll(_tasks.Keys);
    }

    // Keeps a task until it ends, and says so if it fails in a way that it does not handle itself.
    private void Track(Task task, string peer)
    {
        var ended = new TaskCompletionSource();
        _tasks[ended.Task] = peer;
        _ = ReportAsync();

        async Task ReportAsync()
        {
            try
            {
                await task.ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The last resort: one connection's failure is reported, and ends no other.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Log.Failed(_logger, peer, error);
            }
            finally
            {
                _tasks.TryRemove(ended.Task, out _);
                ended.SetResult();
            }
        }
    }
}
