using System.IO.Pipelines;
using System.Net;
using System.Reactive.Disposables;
using RxOfctl.Connections;
using RxOfctl.Serving;

namespace RxOfctl;

/// <content>How connections begin: listened for, dialed, or made by other means.</content>
public sealed partial class OpenFlowController
{
    /// <summary>
    /// Begins to listen at <see cref="ControllerOptions.EndPoints"/>, for a controller that was made by its constructor, so that what
    /// observes it can subscribe before the first datapath connects.
    /// </summary>
    /// <exception cref="InvalidOperationException">The controller listens already.</exception>
    /// <exception cref="ArgumentException">An end point is a name, or TLS lacks a certificate or whom to trust.</exception>
    /// <exception cref="IOException">An end point cannot be listened at; none is.</exception>
    /// <exception cref="ObjectDisposedException">The controller was disposed of.</exception>
    public void StartListening()
    {
        ObjectDisposedException.ThrowIf(_server.Stopping.IsCancellationRequested, this);
        _acceptor.Start();
    }

    /// <summary>
    /// Dials a datapath that waits for controllers, and again whenever it is not connected, until disposed of. Each connection counts from
    /// the dialing on for <see cref="ControllerOptions.HandshakeTimeout"/>.
    /// </summary>
    /// <param name="endPoint">Its address. A name is looked up each time.</param>
    /// <returns>Ends the connection, and dials no more.</returns>
    /// <exception cref="ArgumentException">A certificate for TLS has no private key.</exception>
    /// <exception cref="ObjectDisposedException">The controller was disposed of.</exception>
    public IDisposable Connect(EndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        ObjectDisposedException.ThrowIf(_server.Stopping.IsCancellationRequested, this);
        return _dialer.Connect(endPoint);
    }

    /// <summary>Dials a datapath that waits for controllers, and again whenever it is not connected, until disposed of.</summary>
    /// <param name="address">Its address, as <see cref="EndPointText.ParseToDial"/> reads it: <c>tcp:127.0.0.1:6654</c>.</param>
    /// <exception cref="FormatException">The text is no address.</exception>
    /// <inheritdoc cref="Connect(EndPoint)"/>
    public IDisposable Connect(string address) => Connect(EndPointText.ParseToDial(address));

    /// <summary>Serves a datapath on a connection that was made by other means.</summary>
    /// <param name="transport">Carries the bytes. It is completed when the connection ends.</param>
    /// <param name="peer">What the peer is called in logs and in <see cref="Datapath.RemoteEndPoint"/>.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    /// <returns>Completes when the connection has ended, for whatever reason.</returns>
    public Task ServeAsync(IDuplexPipe transport, string peer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentException.ThrowIfNullOrEmpty(peer);
        return _server.ServeAsync(new(transport), new(peer, _options.Versions, _options.Scheduler.Now), identity: null, cancellationToken);
    }

    /// <summary>Installs a tap, which sees every message of every connection from now on. There can be one tap at a time.</summary>
    /// <param name="tap">The tap. If it throws, that is reported as <see cref="ControllerOptions.OnObserverError"/> says, and it is
    /// removed.</param>
    /// <returns>Removes the tap.</returns>
    /// <exception cref="InvalidOperationException">There is a tap already.</exception>
    public IDisposable Tap(IFrameTap tap)
    {
        ArgumentNullException.ThrowIfNull(tap);
        if (!_server.TryAddTap(tap))
            throw new InvalidOperationException("The controller has a tap already.");
        return Disposable.Create(() => _server.RemoveTap(tap));
    }
}
