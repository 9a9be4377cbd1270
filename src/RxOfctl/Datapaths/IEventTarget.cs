namespace RxOfctl.Datapaths;

/// <summary>What an <see cref="EventQueue{T}"/> delivers to.</summary>
/// <typeparam name="T">What is delivered.</typeparam>
internal interface IEventTarget<T>
{
    /// <summary>The turns of <see cref="DeliverToAll"/>, which is not for one queue alone; null if nobody wants it.</summary>
    Turns? Turns { get; }

    /// <summary>Delivers to those who observe this connection.</summary>
    void Deliver(T item);

    /// <summary>Whether an item is for <see cref="DeliverToAll"/> too.</summary>
    bool IsForAll(T item);

    /// <summary>Delivers to those who observe all connections.</summary>
    void DeliverToAll(T item);

    /// <summary>There is room again.</summary>
    void ResumeReading();
}
