namespace RxOfctl.Testing;

/// <summary>An observable violated the Rx grammar: <c>OnNext* (OnError|OnCompleted)?</c>, one notification at a time.</summary>
public sealed class RxGrammarException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">The notification, and why it violates the grammar.</param>
    public RxGrammarException(string message)
        : base(message)
    {
    }
}
