using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RxOfctl.Connections;
using RxOfctl.Sessions;

namespace RxOfctl.Serving;

/// <summary>Listens at the controller's end points, and has the connections that are accepted served, within limits.</summary>
internal sealed class Acceptor(ControllerOptions options, ConnectionServer server, ISessionOwner owner, ILogger logger) : IDisposable
{
    // How many connections that gave way to others may be about to close while the others are accepted.
    private const int MostEnding = 8;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly List<SocketListener> _listeners = [];
    private readonly HandshakeLimit _handshakes = new(options.MaxHandshakes);
    private int _maxConnections;

    /// <summary>Where it listens, with the ports that were free.</summary>
    public IReadOnlyList<EndPoint> LocalEndPoints => [.. _listeners.Select(listener => listener.LocalEndPoint)];

    /// <summary>Begins to listen and to accept.</summary>
    /// <inheritdoc cref="OpenFlowController.StartListening" path="/exception"/>
    public void Start()
    {
        if (_listeners.Count > 0)
            throw new InvalidOperationException("The controller listens already.");
        _maxConnections = Math.Min(options.MaxConnections, DescriptorLimit.MostConnections() ?? int.MaxValue);
        if (_maxConnections < options.MaxConnections)
            Log.FewDescriptors(logger, _maxConnections, options.MaxConnections);
        try
        {
            foreach (var endPoint in options.EndPoints)
                _listeners.Add(new(endPoint, options.Tls));
        }
        catch
        {
            Dispose();
            _listeners.Clear();
            throw;
        }

        foreach (var listener in _listeners)
        {
            var address = EndPointText.Format(listener.LocalEndPoint);
            Log.Listening(logger, address);
            server.Run(address, () => AcceptAsync(listener));
        }
    }

    /// <summary>Listens no more.</summary>
    public void Dispose() => _listeners.ForEach(listener => listener.Dispose());

    private async Task AcceptAsync(SocketListener listener)
    {
        try
        {
            while (true)
            {
                try
                {
                    Accept(listener, await listener.AcceptAsync(server.Stopping).ConfigureAwait(false));
                }
#pragma warning disable CA1031 // Whatever goes wrong with one connection must not end accepting.
                catch (Exception error) when (!server.Stopping.IsCancellationRequested)
#pragma warning restore CA1031
                {
                    // Most often there are too many open files, and there will be until some connection ends.
                    if (owner.LogLimit.TryBegin(nameof(Log.NotAccepted), "", out var leftOut))
                        Log.NotAccepted(logger, error.Message, leftOut);
                    await options.Scheduler.DelayAsync(PauseAfterFailure, server.Stopping).ConfigureAwait(false);
                }
            }
        }
        catch (Exception error) when (server.Stopping.IsCancellationRequested
            && error is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The controller stops.
        }
    }

    private void Accept(SocketListener listener, Socket socket)
    {
        var peer = listener.NameOf(socket);
        if (server.Count >= _maxConnections && (server.Count >= _maxConnections + MostEnding || !_handshakes.TryEvict(socket)))
        {
            if (owner.LogLimit.TryBegin(nameof(Log.TooMany), PeerText.AddressOf(peer), out var leftOut))
                Log.TooMany(logger, peer, _maxConnections, leftOut);
            socket.Dispose();
            return;
        }

        if (_handshakes.TryTake(socket) is not { } handshake)
        {
            if (owner.LogLimit.TryBegin(nameof(Log.TooManyHandshakes), PeerText.AddressOf(peer), out var leftOut))
                Log.TooManyHandshakes(logger, peer, _handshakes.Limit, leftOut);
            socket.Dispose();
            return;
        }

        server.CountConnected();
        var setup = new ConnectionSetup(peer, options.VersionsAt(listener.EndPoint), options.Scheduler.Now, listener.Tls, handshake);
        if (listener.Tls is not null)
            owner.ReportState(peer, ConnectionState.Connecting);
        server.Run(peer, () => server.ServeAsync(socket, setup, server.Stopping));
    }
}
