namespace RxOfctl.Web.Dashboard.Map;

/// <summary>A place on the map.</summary>
/// <param name="X">Pixels to the right, before zooming.</param>
/// <param name="Y">Pixels down, before zooming.</param>
public readonly record struct Place(double X, double Y)
{
    /// <summary>The distance from the origin.</summary>
    internal double Length => Math.Sqrt(X * X + Y * Y);

    internal Place Plus(Place other) => new(X + other.X, Y + other.Y);

    internal Place Minus(Place other) => new(X - other.X, Y - other.Y);

    internal Place Times(double factor) => new(X * factor, Y * factor);
}
