using System.Globalization;
using RxOfctl.Protocol;

namespace RxOfctl.Topology;

/// <summary>A port of a datapath.</summary>
/// <param name="DatapathId">The datapath.</param>
/// <param name="Port">The number of the port.</param>
public readonly record struct SwitchPort(DatapathId DatapathId, PortNumber Port) : IComparable<SwitchPort>
{
    /// <summary>Orders ports by datapath, then by number.</summary>
    /// <param name="other">The other port.</param>
    public int CompareTo(SwitchPort other) =>
        DatapathId == other.DatapathId ? Port.CompareTo(other.Port) : DatapathId.CompareTo(other.DatapathId);

    /// <summary>The datapath id and the port number: <c>00000000000000a1:2</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{DatapathId}:{Port}");
}
