using RxOfctl.Protocol;

namespace RxOfctl.Simulator.Flows;

/// <summary>
/// The changes of one request, or of all requests of a bundle. Each change can be undone; its effects on others (notifications, forwarded
/// packets) are deferred until every request is known to succeed.
/// </summary>
/// <param name="version">The version of the requests.</param>
/// <param name="origin">The connection that sent them, compared by reference only; null for changes by a timeout or by the switch itself.</param>
/// <param name="xid">The transaction id of the request, or of the bundle's commit.</param>
/// <param name="isBundle">True if the changes are final only with <see cref="Commit"/>.</param>
internal sealed class Transaction(OpenFlowVersion version, object? origin = null, uint xid = 0, bool isBundle = false)
{
    private readonly List<Action> _undo = [];
    private readonly List<Action> _afterwards = [];

    public OpenFlowVersion Version => version;

    public object? Origin => origin;

    public uint Xid => xid;

    /// <summary>Registers how to undo a change that was made.</summary>
    public void Undo(Action action)
    {
        if (isBundle)
            _undo.Add(action);
    }

    /// <summary>Runs an action that cannot be undone: at once, or when the bundle is committed.</summary>
    public void Afterwards(Action action)
    {
        if (isBundle)
            _afterwards.Add(action);
        else
            action();
    }

    /// <summary>Undoes all changes in reverse order.</summary>
    public void Rollback()
    {
        for (var index = _undo.Count - 1; index >= 0; index--)
            _undo[index]();
    }

    /// <summary>Runs the deferred actions.</summary>
    public void Commit()
    {
        foreach (var action in _afterwards)
            action();
    }
}
