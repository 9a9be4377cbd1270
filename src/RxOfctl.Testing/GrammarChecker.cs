namespace RxOfctl.Testing;

/// <summary>
/// Forwards notifications, except those during another one or after the end, for which it throws <see cref="RxGrammarException"/> to the
/// sender.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <param name="observer">The observer.</param>
public sealed class GrammarChecker<T>(IObserver<T> observer) : IObserver<T>
{
    private const int Idle = 0;
    private const int Busy = 1;
    private const int Ended = 2;

    private int _state;
    private RxGrammarException? _breach;

    /// <summary>The first violation, or null. The observable may have swallowed the exception.</summary>
    public RxGrammarException? Breach => Volatile.Read(ref _breach);

    /// <inheritdoc/>
    public void OnNext(T value)
    {
        Enter(nameof(OnNext));
        try
        {
            observer.OnNext(value);
        }
        finally
        {
            Volatile.Write(ref _state, Idle);
        }
    }

    /// <inheritdoc/>
    public void OnError(Exception error)
    {
        Enter(nameof(OnError));
        try
        {
            observer.OnError(error);
        }
        finally
        {
            Volatile.Write(ref _state, Ended);
        }
    }

    /// <inheritdoc/>
    public void OnCompleted()
    {
        Enter(nameof(OnCompleted));
        try
        {
            observer.OnCompleted();
        }
        finally
        {
            Volatile.Write(ref _state, Ended);
        }
    }

    /// <summary>Throws if the grammar was violated.</summary>
    /// <exception cref="RxGrammarException">The grammar was violated.</exception>
    public void Verify()
    {
        if (Breach is { } breach)
            throw breach;
    }

    private void Enter(string notification)
    {
        var state = Interlocked.CompareExchange(ref _state, Busy, Idle);
        if (state == Idle)
            return;
        var breach = new RxGrammarException(
            state == Busy ? $"{notification} came while another notification was being handled." : $"{notification} came after the end.");
        Interlocked.CompareExchange(ref _breach, breach, null);
        throw breach;
    }
}
