namespace RxOfctl;

/// <summary>
/// An exception that an observer of the app threw. An observer that throws has ended: its subscription is disposed, and other observers
/// lose nothing. See <see cref="ControllerOptions.OnObserverError"/>.
/// </summary>
/// <param name="Kind">What threw, and what the consequence is.</param>
/// <param name="Observed">What was observed, such as "Messages of datapath 0000000000000001".</param>
/// <param name="Exception">The exception.</param>
public sealed record ObserverError(ObserverErrorKind Kind, string Observed, Exception Exception)
{
    /// <summary>One sentence that says what happened, with the exception's message but not its stack trace.</summary>
    public override string ToString() => $"{Message}: {Exception.GetType().Name}: {Exception.Message}";

    internal string Message => Kind switch
    {
        ObserverErrorKind.Ended => $"An observer of {Observed} threw, and its subscription has ended",
        ObserverErrorKind.Continued => $"A handler of {Observed} threw, and continues with the next element",
        _ => $"Unhandled: {Observed} failed, and was subscribed without onError",
    };
}

/// <summary>The kinds of <see cref="ObserverError"/>.</summary>
public enum ObserverErrorKind
{
    /// <summary>An observer threw. Its subscription is disposed.</summary>
    Ended,

    /// <summary>A handler of <see cref="SubscribeEachOperator"/> threw. It gets the next element.</summary>
    Continued,

    /// <summary>A stream ended with an error, such as a request that was refused, and was subscribed without an error handler. The
    /// exception is that error.</summary>
    Unhandled,
}

/// <summary>
/// Ends the subscription of an observer that does not take the elements of the controller, such as changes of ports, connections and
/// datapaths, as fast as peers cause them: so many waited for it that they were discarded. Subscribe again to continue.
/// </summary>
public sealed class ObserverOverflowException : Exception
{
    internal ObserverOverflowException(int limit)
        : base($"{limit} elements waited for the observer, which is the limit. They are discarded, and its subscription has ended.")
    {
    }
}
