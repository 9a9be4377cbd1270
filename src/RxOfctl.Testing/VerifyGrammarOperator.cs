namespace RxOfctl.Testing;

/// <summary>Checks observables against the Rx grammar.</summary>
public static class VerifyGrammarOperator
{
    /// <summary>
    /// The same elements; a notification during another or after the end throws <see cref="RxGrammarException"/> to its sender.
    /// </summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">The observable to check.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static IObservable<T> VerifyGrammar<T>(this IObservable<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new Verified<T>(source);
    }

    // Observable.Create would hide a late notification from the checker.
    private sealed class Verified<T>(IObservable<T> source) : IObservable<T>
    {
        public IDisposable Subscribe(IObserver<T> observer) => source.Subscribe(new GrammarChecker<T>(observer));
    }
}
