using System.Reactive;
using RxOfctl.Protocol.Messages;
using RxOfctl.Requests;

namespace RxOfctl;

/// <content>
/// <c>SendBundle</c>: messages that are done all or not at all (OpenFlow 1.4.1 §7.3.9; in 1.3 the ONF's extension 230, which Open vSwitch
/// has). They are put into a bundle, which is committed if the datapath could take each of them, and discarded otherwise.
/// </content>
/// <remarks>
/// In each of its forms it can end as <c>SendMsgs</c> does. <see cref="MessagesFailedException"/> says what failed, in which case nothing
/// was done. In OpenFlow 1.0 to 1.2, which have no bundles, it ends in <see cref="InvalidMessageException"/> on account of
/// <see cref="Protocol.UnsupportedByVersionException"/>. When a bundle is forgotten or its time is up, it is discarded if it was not committed yet.
/// </remarks>
public sealed partial class Datapath
{
    /// <summary>Sends messages as a bundle. Emits one <see cref="Unit"/> and completes when the datapath has committed them.</summary>
    /// <param name="messages">The messages; they are looked through once, now, and sent at each subscription. One may be there twice.</param>
    /// <param name="flags">How they are to be done. By default in their order, and so that no packet sees a part of them done.</param>
    /// <param name="timeout">How long all of it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="messages"/> or one of them is null.</exception>
    public IObservable<Unit> SendBundle(
        IEnumerable<IOpenFlowCommand> messages, BundleFlags flags = BundleFlags.Atomic | BundleFlags.Ordered, TimeSpan? timeout = null) =>
        Bundle(messages, flags, timeout);

    /// <summary>Sends messages as a bundle. Completes once the datapath has done them all.</summary>
    /// <param name="messages">The messages. One may be there twice.</param>
    /// <param name="flags">How they are to be done. By default in their order, and so that no packet sees a part of them done.</param>
    /// <param name="cancellationToken">Forgets the bundle.</param>
    /// <param name="timeout">How long all of it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="messages"/> or one of them is null.</exception>
    /// <exception cref="OperationCanceledException">The bundle was forgotten.</exception>
    /// <exception cref="RequestException">As for the observable.</exception>
    public Task SendBundleAsync(
        IEnumerable<IOpenFlowCommand> messages,
        BundleFlags flags = BundleFlags.Atomic | BundleFlags.Ordered,
        CancellationToken cancellationToken = default,
        TimeSpan? timeout = null) =>
        RunAsync(Bundle(messages, flags, timeout), cancellationToken);

    /// <summary>Sends messages as a bundle. Returns once the datapath has done them all.</summary>
    /// <param name="messages">The messages. One may be there twice.</param>
    /// <param name="flags">How they are to be done. By default in their order, and so that no packet sees a part of them done.</param>
    /// <param name="cancellationToken">Forgets the bundle.</param>
    /// <param name="timeout">How long all of it may take, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: <see cref="ControllerOptions.RequestTimeout"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="messages"/> or one of them is null.</exception>
    /// <exception cref="OperationCanceledException">The bundle was forgotten.</exception>
    /// <exception cref="RequestException">As for the observable.</exception>
    public void SendBundleAndWait(
        IEnumerable<IOpenFlowCommand> messages,
        BundleFlags flags = BundleFlags.Atomic | BundleFlags.Ordered,
        CancellationToken cancellationToken = default,
        TimeSpan? timeout = null) =>
        Wait(Bundle(messages, flags, timeout), cancellationToken);

    private BundleRequest Bundle(IEnumerable<IOpenFlowCommand> messages, BundleFlags flags, TimeSpan? timeout) =>
        new(_session, ListOf(messages), flags, LimitOf(timeout));
}
