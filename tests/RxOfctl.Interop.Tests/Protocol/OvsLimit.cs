using RxOfctl.Protocol;

namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>
/// Something that ovs-ofctl refuses of that which the specification allows, or which the codec leaves to the datapath to refuse, and what to
/// make instead.
/// </summary>
/// <param name="what">What is refused.</param>
/// <param name="why">Why, as far as Open vSwitch's sources tell.</param>
/// <param name="from">The first version in which it is.</param>
/// <param name="to">The last one.</param>
/// <param name="type">Of what: a record or a value within a message.</param>
/// <param name="mend">What is made of such a thing: itself where it is fine, null where nothing like it is.</param>
internal sealed class OvsLimit(string what, string why, OpenFlowVersion from, OpenFlowVersion to, Type type, Func<object, OvsLimit.Place, object?> mend)
{
    /// <summary>Where something is.</summary>
    /// <param name="Version">The version of the message.</param>
    /// <param name="Xid">The xid of the message.</param>
    /// <param name="Within">The records that it is in, the outermost first.</param>
    public sealed record Place(OpenFlowVersion Version, uint Xid, IReadOnlyList<Type> Within)
    {
        /// <summary>The record that it is in; null for the message.</summary>
        public Type? Parent => Within.Count == 0 ? null : Within[^1];
    }

    /// <summary>Things of a type that are not there for ovs-ofctl at all.</summary>
    public static OvsLimit Absent<T>(string why, OpenFlowVersion from = OpenFlowVersion.OpenFlow10, OpenFlowVersion to = OpenFlowVersion.OpenFlow15) =>
        new("all of them", why, from, to, typeof(T), (_, _) => null);

    /// <summary>Things of a type that are refused at times.</summary>
    public static OvsLimit Of<T>(
        string what, string why, Func<T, object?> mend, OpenFlowVersion from = OpenFlowVersion.OpenFlow10, OpenFlowVersion to = OpenFlowVersion.OpenFlow15) =>
        new(what, why, from, to, typeof(T), (thing, _) => mend((T)thing));

    /// <summary>Things of a type that are refused at times, by where they are.</summary>
    public static OvsLimit Of<T>(
        string what, string why, Func<T, Place, object?> mend, OpenFlowVersion from = OpenFlowVersion.OpenFlow10, OpenFlowVersion to = OpenFlowVersion.OpenFlow15) =>
        new(what, why, from, to, typeof(T), (thing, place) => mend((T)thing, place));

    public bool IsIn(OpenFlowVersion version) => from <= version && version <= to;

    /// <summary>What ovs-ofctl reads in the thing's stead; null if nothing is.</summary>
    public object? Mend(object thing, Place place) => type.IsInstanceOfType(thing) ? mend(thing, place) : thing;

    public override string ToString() => $"{type.Name}, {what}: {why}";
}
