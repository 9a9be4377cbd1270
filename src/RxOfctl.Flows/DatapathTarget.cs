using System.Diagnostics.CodeAnalysis;
using RxOfctl.Protocol;

namespace RxOfctl.Flows;

/// <summary>
/// The datapaths that a rule is for: one, or all that satisfy a predicate. Two targets of predicates are equal if they have the same
/// delegate;
/// keep a predicate in a field, so that rules made later have the same target.
/// </summary>
public readonly record struct DatapathTarget
{
    private readonly ulong _id;
    private readonly Func<FleetDatapath, bool>? _predicate;

    private DatapathTarget(DatapathId id, Func<FleetDatapath, bool>? predicate) => (_id, _predicate) = (id.Value, predicate);

    /// <summary>All datapaths.</summary>
    public static DatapathTarget All { get; } = new(default, static _ => true);

    /// <summary>The one datapath; null for a predicate.</summary>
    public DatapathId? Id => _predicate is null ? new DatapathId(_id) : null;

    /// <summary>One datapath.</summary>
    /// <param name="id">The datapath.</param>
    public static DatapathTarget Of(DatapathId id) => new(id, null);

    /// <summary>All datapaths that satisfy a predicate.</summary>
    /// <param name="predicate">It is asked once for each connection of a datapath, and should depend on nothing but its argument. A
    /// datapath for which
    /// it throws is not included; the exception goes to <see cref="MaintainOptions.OnError"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    public static DatapathTarget Where(Func<FleetDatapath, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return new(default, predicate);
    }

    /// <summary>Whether a datapath is one of them.</summary>
    /// <param name="datapath">The datapath.</param>
    public bool Includes(FleetDatapath datapath)
    {
        ArgumentNullException.ThrowIfNull(datapath);
        return _predicate?.Invoke(datapath) ?? datapath.Id.Value == _id;
    }

    /// <summary>One datapath.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Of is the named alternate.")]
    public static implicit operator DatapathTarget(DatapathId id) => Of(id);

    /// <summary>One datapath.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Of is the named alternate.")]
    public static implicit operator DatapathTarget(ulong id) => Of(id);

    /// <summary>The datapath's id; <c>all</c> or <c>some</c> for a predicate.</summary>
    public override string ToString() => _predicate is null ? Id.ToString()! : this == All ? "all" : "some";
}
