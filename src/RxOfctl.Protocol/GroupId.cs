using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol;

/// <summary>The number of a group (<c>ofp_group</c>, OpenFlow 1.3.5 §7.3.4.2). OpenFlow 1.1 and later.</summary>
/// <param name="Value">The number: 0 to 0xffffff00 for groups, above that with a meaning of its own.</param>
[JsonConverter(typeof(OpenFlowJsonConverter))]
public readonly record struct GroupId(uint Value)
{
    /// <summary>The highest number of a group (OFPG_MAX).</summary>
    public static GroupId Max => new(0xffff_ff00);

    /// <summary>All groups, for deletion (OFPG_ALL).</summary>
    public static GroupId All => new(0xffff_fffc);

    /// <summary>No group in particular (OFPG_ANY).</summary>
    public static GroupId Any => new(0xffff_ffff);

    /// <summary>The group that a number is.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named alternate.")]
    public static implicit operator GroupId(uint value) => new(value);

    /// <summary>The number in decimal, or <c>ALL</c> or <c>ANY</c>.</summary>
    public override string ToString() =>
        this == All ? "ALL" : this == Any ? "ANY" : Value.ToString(CultureInfo.InvariantCulture);
}
