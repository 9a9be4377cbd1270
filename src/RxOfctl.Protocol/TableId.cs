using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol;

/// <summary>The number of a flow table (<c>ofp_table</c>, OpenFlow 1.3.5 §7.3.4.1).</summary>
/// <param name="Value">The number: 0 to 254 for tables, 255 for all of them.</param>
[JsonConverter(typeof(OpenFlowJsonConverter))]
public readonly record struct TableId(byte Value)
{
    /// <summary>All tables, for deletion and statistics (OFPTT_ALL).</summary>
    public static TableId All => new(0xff);

    /// <summary>The table that a number is.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named alternate.")]
    public static implicit operator TableId(byte value) => new(value);

    /// <summary>The number in decimal, or <c>ALL</c>.</summary>
    public override string ToString() => this == All ? "ALL" : Value.ToString(CultureInfo.InvariantCulture);
}
