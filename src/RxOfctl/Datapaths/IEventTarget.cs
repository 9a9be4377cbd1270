using RxOfctl.Delivery;

namespace RxOfctl.Datapaths;

/// <summary>What an <see cref="EventQueue{T}"/> delivers to.</summary>
/// <typeparam name="T">What is delivered.</typeparam>
internal interface IEventTarget<T>
{
    /// <summary>The turns of <see cref="DeliverToAll"/>, which is not for one queue alone; null if nobody wants it.</summary>
    AsyncMutex? Turns { get; }

    /// <summary>Delivers to those who observe this connection.</summary>
    void Deliver(ReadOnlySpan<T> items);

    /// <summary>Tells those who observe this connection that it has ended. Those who observe all connections may still get the last items.</summary>
    void End();

    /// <summary>Delivers to those who observe all connections.</summary>
    void DeliverToAll(ReadOnlySpan<T> items);

    /// <summary>There is room again.</summary>
    void ResumeReading();
}
