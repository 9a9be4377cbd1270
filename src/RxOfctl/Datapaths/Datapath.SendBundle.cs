using System.Reactive;
using RxOfctl.Protocol.Messages;
using RxOfctl.Requests;

namespace RxOfctl;

/// <content>
/// <c>SendBundle</c>: messages of which all are applied, or none (OpenFlow 1.4.1 §7.3.9; in 1.3 the ONF's extension 230, which Open vSwitch
/// has). They are added to a bundle, which is committed if the datapath accepted all of them, and discarded otherwise.
/// </content>
/// <remarks>
/// In each of its forms it can fail as <c>SendMsgs</c> does. <see cref="MessagesFailedException"/> says what failed; nothing was applied
/// then. In OpenFlow 1.0 to 1.2, which have no bundles, it fails with <see cref="InvalidMessageException"/> because of
/// <see cref="Protocol.UnsupportedByVersionException"/>. When a bundle is canceled or times out, it is discarded unless it was committed
/// before.
/// </remarks>
public sealed partial class Datapath
{
    /// <summary>Sends messages as a bundle. Emits one <see cref="Unit"/> and completes when the datapath has committed them.</summary>
    /// <param name="messages">The messages; they are enumerated once, by this call, and sent at each subscription. One may occur
    /// twice.</param>
    /// <param name="flags">How the messages are applied. Default: in order, and so that no packet is processed by a part of them.</param>
    /// <param name="timeout">How long all of it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default:
    /// <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="messages"/> or one of them is null.</exception>
    public IObservable<Unit> SendBundle(
        IEnumerable<IOpenFlowCommand> messages, BundleFlags flags = BundleFlags.Atomic | BundleFlags.Ordered, TimeSpan? timeout = null) =>
        Bundle(messages, flags, timeout);

    /// <summary>Sends messages as a bundle. Completes when the datapath has processed all of them.</summary>
    /// <param name="messages">The messages. One may occur twice.</param>
    /// <param name="flags">How the messages are applied. Default: in order, and so that no packet is processed by a part of them.</param>
    /// <param name="cancellationToken">Cancels the bundle.</param>
    /// <param name="timeout">How long all of it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default:
    /// <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="messages"/> or one of them is null.</exception>
    /// <exception cref="OperationCanceledException">The bundle was canceled.</exception>
    /// <exception cref="RequestException">As for the observable.</exception>
    public Task SendBundleAsync(
        IEnumerable<IOpenFlowCommand> messages,
        BundleFlags flags = BundleFlags.Atomic | BundleFlags.Ordered,
        CancellationToken cancellationToken = default,
        TimeSpan? timeout = null) =>
        RunAsync(Bundle(messages, flags, timeout), cancellationToken);

    /// <summary>Sends messages as a bundle. Returns when the datapath has processed all of them.</summary>
    /// <inheritdoc cref="SendBundleAsync"/>
    public void SendBundleAndWait(
        IEnumerable<IOpenFlowCommand> messages,
        BundleFlags flags = BundleFlags.Atomic | BundleFlags.Ordered,
        CancellationToken cancellationToken = default,
        TimeSpan? timeout = null) =>
        Wait(Bundle(messages, flags, timeout), cancellationToken);

    private BundleRequest Bundle(IEnumerable<IOpenFlowCommand> messages, BundleFlags flags, TimeSpan? timeout) =>
        new(_session, ListOf(messages), flags, LimitOf(timeout));
}
