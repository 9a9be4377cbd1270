using RxOfctl.Protocol;

namespace RxOfctl.Topology;

/// <summary>A path from one datapath to another. Two are equal if they take the same links.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Links">The links, in order; none if it begins where it ends.</param>
/// <param name="Cost">The sum of what the links cost.</param>
public sealed record NetworkPath(DatapathId From, DatapathId To, ValueList<NetworkLink> Links, double Cost)
{
    /// <inheritdoc/>
    public bool Equals(NetworkPath? other)
    {
        if (other is null || From != other.From || To != other.To || Links.Count != other.Links.Count)
            return false;
        for (var i = 0; i < Links.Count; i++)
        {
            if (Links[i].Id != other.Links[i].Id)
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(From, To, Links.Count, Links.IsEmpty ? default : Links[0].Id);

    /// <summary>The datapaths on the way.</summary>
    public override string ToString() => string.Join(" > ", Links.Select(link => $"{link.From}").Append($"{To}"));
}
