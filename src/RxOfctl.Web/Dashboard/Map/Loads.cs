namespace RxOfctl.Web.Dashboard.Map;

/// <summary>The classes of load by which links are coloured.</summary>
internal static class Loads
{
    /// <summary>Each class with its upper bound, as a part of the link's rate.</summary>
    public static IReadOnlyList<(double UpTo, string Name, string Css)> Classes { get; } =
    [
        (0.0001, "idle", "load-0"),
        (0.01, "up to 1 %", "load-1"),
        (0.05, "up to 5 %", "load-2"),
        (0.25, "up to 25 %", "load-3"),
        (0.6, "up to 60 %", "load-4"),
        (double.PositiveInfinity, "over 60 %", "load-5"),
    ];

    /// <summary>The class of a load; one of its own if it is not known.</summary>
    public static string CssOf(double? load) => load is { } known ? Classes.First(each => known <= each.UpTo).Css : "load-unknown";
}
