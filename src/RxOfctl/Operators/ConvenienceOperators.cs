using System.Reactive;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>Subscribes to commands, and reads streams with <c>await foreach</c>.</summary>
public static class ConvenienceOperators
{
    /// <summary>Subscribes to a command, whose single element says no more than its completion.</summary>
    /// <example><c>datapath.SendMsg(flowMod).Subscribe(onCompleted: () => ..., onError: error => ...)</c>.</example>
    /// <param name="source">The command, such as <see cref="Datapath.SendMsg(IOpenFlowCommand, TimeSpan?)"/>.</param>
    /// <param name="onCompleted">Called when the datapath has processed it.</param>
    /// <param name="onError">Called with the error if it fails.</param>
    /// <returns>Cancels the command when it is disposed.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IDisposable Subscribe(this IObservable<Unit> source, Action onCompleted, Action<Exception> onError)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(onCompleted);
        ArgumentNullException.ThrowIfNull(onError);
        return source.Subscribe(Observer.Create<Unit>(static _ => { }, onError, onCompleted));
    }

    /// <summary>
    /// Makes a stream enumerable by <c>await foreach</c>. Each enumeration subscribes, and unsubscribes at its end; an error of the stream
    /// is thrown. Elements that the loop has not taken yet are queued, without a limit unless a <paramref name="capacity"/> is given.
    /// </summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">The stream.</param>
    /// <param name="capacity">How many elements may be queued; then the oldest are dropped. Default: any number.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public static IAsyncEnumerable<T> ToAsyncEnumerable<T>(this IObservable<T> source, int? capacity = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (capacity is { } bound)
            ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1, nameof(capacity));
        return Enumerate(source, capacity);
    }

    /// <summary>Makes the change sets of a cache enumerable by <c>await foreach</c>: the present items, then each edit. None is
    /// dropped.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="cache">The cache.</param>
    /// <exception cref="ArgumentNullException"><paramref name="cache"/> is null.</exception>
    public static IAsyncEnumerable<IChangeSet<TObject, TKey>> ToAsyncEnumerable<TObject, TKey>(this IObservableCache<TObject, TKey> cache)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(cache);
        return cache.Connect().ToAsyncEnumerable();
    }

    private static async IAsyncEnumerable<T> Enumerate<T>(
        IObservable<T> source, int? capacity, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var waiting = capacity is { } bound
            ? Channel.CreateBounded<T>(new BoundedChannelOptions(bound) { FullMode = BoundedChannelFullMode.DropOldest })
            : Channel.CreateUnbounded<T>(new() { SingleReader = true });
        using var subscription = source.Subscribe(
            value => waiting.Writer.TryWrite(value), error => waiting.Writer.TryComplete(error), () => waiting.Writer.TryComplete());
        await foreach (var value in waiting.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            yield return value;
    }
}

/// <summary>Properties of ports.</summary>
public static class PortExtensions
{
    extension(Port port)
    {
        /// <summary>Whether the port carries packets: it is not administratively down, and has a link.</summary>
        public bool IsUp => (port.Config & PortConfig.PortDown) == 0 && (port.State & PortState.LinkDown) == 0;

        /// <summary>Whether it is the datapath's local port (<c>OFPP_LOCAL</c>) rather than one to the network. The other ports:
        /// <c>datapath.Ports.Connect(port => !port.IsLocal)</c>.</summary>
        public bool IsLocal => port.PortNo == PortNumber.Local;
    }
}
