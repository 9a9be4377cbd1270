namespace RxOfctl.Testing;

/// <summary>
/// Passes notifications on, and takes note of one that comes during another or after the end. Such a one is passed to nobody, and whoever
/// sent it gets an <see cref="RxGrammarException"/>.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <param name="observer">Who gets the notifications.</param>
public sealed class GrammarChecker<T>(IObserver<T> observer) : IObserver<T>
{
    private const int Idle = 0;
    private const int Busy = 1;
    private const int Ended = 2;

    private int _state;
    private RxGrammarException? _breach;

    /// <summary>The first breach, or null. An observable may have swallowed the exception, so look here too.</summary>
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

    /// <summary>Fails if the grammar was broken.</summary>
    /// <exception cref="RxGrammarException">It was.</exception>
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
