namespace RxOfctl.Flows;

/// <summary>Lets so many datapaths be reconciled at the same time, in the order in which they ask.</summary>
internal sealed class Permits(int count)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Action> _waiting = [];
    private int _free = count;

    /// <summary>Asks for a permit.</summary>
    /// <param name="granted">Called when there is one; at once if there is.</param>
    /// <returns>Gives it back, or ceases to wait.</returns>
    public IDisposable Enter(Action granted)
    {
        LinkedListNode<Action>? node = null;
        lock (_gate)
        {
            if (_free > 0)
                _free--;
            else
                node = _waiting.AddLast(granted);
        }

        if (node is null)
            granted();
        return System.Reactive.Disposables.Disposable.Create(() => Leave(node));
    }

    private void Leave(LinkedListNode<Action>? node)
    {
        Action? next = null;
        lock (_gate)
        {
            if (node?.List is not null)
            {
                _waiting.Remove(node);
                return;
            }

            if (_waiting.First is { } first)
            {
                next = first.Value;
                _waiting.RemoveFirst();
            }
            else
            {
                _free++;
            }
        }

        next?.Invoke();
    }
}
