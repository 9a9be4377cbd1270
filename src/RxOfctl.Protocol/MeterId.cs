using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol;

/// <summary>The number of a meter (<c>ofp_meter</c>, OpenFlow 1.3.5 §7.3.4.4). OpenFlow 1.3 and later.</summary>
/// <param name="Value">The number: 1 to 0xffff0000 for meters of flows, above that with a meaning of its own.</param>
[JsonConverter(typeof(OpenFlowJsonConverter))]
public readonly record struct MeterId(uint Value)
{
    /// <summary>The highest number of a meter (OFPM_MAX).</summary>
    public static MeterId Max => new(0xffff_0000);

    /// <summary>The meter of the slow path (OFPM_SLOWPATH).</summary>
    public static MeterId Slowpath => new(0xffff_fffd);

    /// <summary>The meter of the connection to the controller (OFPM_CONTROLLER).</summary>
    public static MeterId Controller => new(0xffff_fffe);

    /// <summary>All meters, for deletion and statistics (OFPM_ALL).</summary>
    public static MeterId All => new(0xffff_ffff);

    /// <summary>The meter that a number is.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named alternate.")]
    public static implicit operator MeterId(uint value) => new(value);

    /// <summary>The number in decimal, or the name of one with a meaning of its own as <c>ovs-ofctl</c> writes it.</summary>
    public override string ToString() => Value switch
    {
        0xffff_fffd => "slowpath",
        0xffff_fffe => "controller",
        0xffff_ffff => "all",
        _ => Value.ToString(CultureInfo.InvariantCulture),
    };
}
