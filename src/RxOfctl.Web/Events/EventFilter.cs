using Microsoft.AspNetCore.Http;
using RxOfctl.Protocol;

namespace RxOfctl.Web.Events;

/// <summary>What a client wants to see. Clients with equal filters share a stream.</summary>
/// <param name="Caches">The names of the caches, in order.</param>
/// <param name="Datapath">The datapath; null for all.</param>
/// <param name="Types">The types of messages, in order; empty for all.</param>
internal sealed record EventFilter(ValueList<string> Caches, DatapathId? Datapath, ValueList<string> Types)
{
    // What costs nothing on the datapaths.
    private static readonly string[] Default = ["alerts", "datapaths", "hosts", "links", "members", "ports", "rules"];

    /// <summary>The filter of a query such as <c>?cache=links,hosts&amp;datapath=1</c>.</summary>
    /// <exception cref="FormatException">A cache is unknown, or the datapath is no id.</exception>
    public static EventFilter Of(IQueryCollection query, IReadOnlyCollection<string> known)
    {
        var caches = Words(query, "cache");
        if (caches.FirstOrDefault(cache => !known.Contains(cache)) is { } unknown)
            throw new FormatException($"There is no cache '{unknown}'. The caches are {string.Join(", ", known)}.");
        return new(
            (caches.Length == 0 ? Default : caches).ToValueList(),
            query["datapath"].FirstOrDefault() is { } id ? DatapathId.Parse(id) : null,
            Words(query, "type").ToValueList());
    }

    public bool Includes(DatapathId datapath) => Datapath is null || Datapath == datapath;

    private static string[] Words(IQueryCollection query, string name) =>
        [.. query[name].SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct().Order(StringComparer.Ordinal)];
}
