using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Reactive.Disposables;
using System.Security.Authentication;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Switches;

namespace RxOfctl.Simulator;

/// <content>Connections to controllers, of which there may be several.</content>
public sealed partial class SimulatedSwitch
{
    /// <summary>Connects to a controller in the same process, in memory and on the network's scheduler.</summary>
    /// <param name="controller">The controller. It has the same scheduler, if all is to be deterministic.</param>
    /// <returns>Ends the connection.</returns>
    public IDisposable ConnectTo(OpenFlowController controller)
    {
        ArgumentNullException.ThrowIfNull(controller);
        var dialer = new MemoryDialer(this, controller);
        using (_lock.Enter())
            _dialers.Add(dialer);
        dialer.Dial();
        return Disposable.Create(() =>
        {
            using (_lock.Enter())
                _dialers.Remove(dialer);
            dialer.Dispose();
        });
    }

    /// <summary>Connects to a controller over TCP or a Unix socket.</summary>
    /// <param name="endPoint">Where the controller listens.</param>
    /// <param name="cancellationToken">Gives up connecting, or ends the connection.</param>
    /// <returns>Completes when the connection has ended.</returns>
    /// <exception cref="SocketException">The controller cannot be reached.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="OperationCanceledException">Connecting was given up.</exception>
    public Task ConnectAsync(EndPoint endPoint, CancellationToken cancellationToken = default) =>
        ConnectAsync(endPoint, tls: null, cancellationToken);

    /// <summary>Connects to a controller over TCP or a Unix socket, and over TLS if asked to.</summary>
    /// <param name="endPoint">Where the controller listens.</param>
    /// <param name="tls">How to secure the connection; null for not at all.</param>
    /// <param name="cancellationToken">Gives up connecting, or ends the connection.</param>
    /// <returns>Completes when the connection has ended.</returns>
    /// <exception cref="SocketException">The controller cannot be reached.</exception>
    /// <exception cref="AuthenticationException">The controller is not trusted, or does not trust the switch.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="OperationCanceledException">Connecting was given up.</exception>
    public async Task ConnectAsync(EndPoint endPoint, SslClientAuthenticationOptions? tls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        using var socket = endPoint is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
        await using var stream = new NetworkStream(socket);
        if (tls is null)
        {
            await ServeAsync(stream, endPoint.ToString() ?? "", cancellationToken).ConfigureAwait(false);
            return;
        }

        await using var secured = new SslStream(stream);
        await secured.AuthenticateAsClientAsync(tls, cancellationToken).ConfigureAwait(false);
        await ServeAsync(secured, endPoint.ToString() ?? "", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Listens for controllers that dial to the switch, over TCP or a Unix socket, and over TLS if asked to.</summary>
    /// <param name="endPoint">Where to listen. Port 0 is any free port.</param>
    /// <param name="tls">How to secure connections; null for not at all.</param>
    /// <returns>Ends listening and the connections when it is disposed.</returns>
    /// <exception cref="SocketException">The end point is in use, or may not be used.</exception>
    public SwitchListener Listen(EndPoint endPoint, SslServerAuthenticationOptions? tls = null)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        return new(endPoint, tls, ServeAsync, _lock.Report);
    }

    /// <summary>Speaks to a controller over any transport.</summary>
    /// <param name="transport">Carries the bytes. Both of its halves are completed when the connection ends.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    /// <returns>Completes when the connection has ended.</returns>
    /// <exception cref="IOException">The transport broke.</exception>
    /// <exception cref="OpenFlowDecodeException">The controller sent what cannot be split into messages.</exception>
    public async Task RunAsync(IDuplexPipe transport, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transport);
        await RunAsync(transport, "transport", cancellationToken).ConfigureAwait(false);
    }

    private async Task ServeAsync(Stream stream, string name, CancellationToken cancellationToken)
    {
        var transport = new SocketTransport(stream);
        var sending = transport.SendAsync();
        await RunAsync(transport, name, cancellationToken).ConfigureAwait(false);
        await sending.ConfigureAwait(false);
    }

    private void Connect(OpenFlowController controller, CancellationTokenSource connection, Action onEnded)
    {
        var (controllerEnd, switchEnd) = MemoryPipe.CreatePair(_lock.Scheduler);
        _ = ReportFailureAsync(controller.ServeAsync(controllerEnd, Name, CancellationToken.None));
        _ = ReportFailureAsync(RunToEndAsync());

        async Task RunToEndAsync()
        {
            try
            {
                await RunAsync(switchEnd, "memory", connection.Token).ConfigureAwait(false);
            }
            finally
            {
                onEnded();
            }
        }
    }

    private async Task RunAsync(IDuplexPipe transport, string name, CancellationToken cancellationToken)
    {
        var connection = new Connection(transport);
        var channel = new ControllerChannel(this, connection, _lock, name, _state);
        using (_lock.Enter())
        {
            _state.Channels.Add(channel);
            channel.Start();
        }

        try
        {
            await using var cancelling = cancellationToken.UnsafeRegister(_ => channel.Close(), null).ConfigureAwait(false);
            await connection.ReadAsync(channel).ConfigureAwait(false);
        }
        finally
        {
            using (_lock.Enter())
            {
                _state.Channels.Remove(channel);
                channel.OnClosed();
                NotifyStatus(channel, ControllerStatusReason.ControllerRemoved);
            }
        }
    }

    /// <summary>Ends all connections to controllers. Flows stay.</summary>
    public void Disconnect()
    {
        using var scope = _lock.Enter();
        foreach (var dialer in _dialers)
            dialer.Forget();
        foreach (var channel in _state.Channels)
            channel.Close();
    }

    // The controller reports how the connection ended; any other exception is an error of the simulator.
    private async Task ReportFailureAsync(Task connection)
    {
        try
        {
            await connection.ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or OpenFlowDecodeException)
        {
            // One end closed the connection.
        }
#pragma warning disable CA1031 // It is reported, not swallowed.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _lock.Report(error);
        }
    }
}
