namespace RxOfctl.Testing;

/// <summary>An observable broke the Rx grammar: <c>OnNext* (OnError|OnCompleted)?</c>, one notification at a time.</summary>
public sealed class RxGrammarException : Exception
{
    /// <summary>A breach of the grammar.</summary>
    /// <param name="message">What came, and why it should not have.</param>
    public RxGrammarException(string message)
        : base(message)
    {
    }
}
