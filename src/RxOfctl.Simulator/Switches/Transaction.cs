using RxOfctl.Protocol;

namespace RxOfctl.Simulator.Switches;

/// <summary>
/// What a controller has changed by one request, or by all requests of a bundle: each change can be undone, and what follows from it for
/// others happens when all is known to succeed.
/// </summary>
/// <param name="version">The version in which the requests came.</param>
/// <param name="origin">Whose they are; null if a time limit or the switch itself makes the changes.</param>
/// <param name="xid">The transaction id of the request, or of the bundle's commit.</param>
/// <param name="isBundle">True if the changes wait for <see cref="Commit"/>.</param>
internal sealed class Transaction(OpenFlowVersion version, ControllerChannel? origin = null, uint xid = 0, bool isBundle = false)
{
    private readonly List<Action> _undo = [];
    private readonly List<Action> _afterwards = [];

    public OpenFlowVersion Version => version;

    public ControllerChannel? Origin => origin;

    public uint Xid => xid;

    /// <summary>Tells how to undo a change that was made.</summary>
    public void Undo(Action action)
    {
        if (isBundle)
            _undo.Add(action);
    }

    /// <summary>Does something that cannot be undone: at once, or when the bundle is committed.</summary>
    public void Afterwards(Action action)
    {
        if (isBundle)
            _afterwards.Add(action);
        else
            action();
    }

    /// <summary>Undoes all changes, the last first.</summary>
    public void Rollback()
    {
        for (var index = _undo.Count - 1; index >= 0; index--)
            _undo[index]();
    }

    /// <summary>Does what follows from the changes.</summary>
    public void Commit()
    {
        foreach (var action in _afterwards)
            action();
    }
}
