namespace RxOfctl.Web.Dashboard.Live;

/// <summary>The last values of a quantity, for a sparkline. One thread adds, others read.</summary>
internal sealed class Samples
{
    /// <summary>How many values are kept.</summary>
    public const int Capacity = 60;

    private readonly Lock _lock = new();
    private readonly float[] _values = new float[Capacity];
    private int _next;
    private int _count;

    /// <summary>The last value; 0 before the first.</summary>
    public double Last { get; private set; }

    /// <summary>Adds a value. The oldest goes when there are <see cref="Capacity"/>.</summary>
    public void Add(double value)
    {
        lock (_lock)
        {
            Last = value;
            _values[_next] = (float)value;
            _next = (_next + 1) % Capacity;
            _count = Math.Min(_count + 1, Capacity);
        }
    }

    /// <summary>A copy of the values, the oldest first.</summary>
    public float[] ToArray()
    {
        lock (_lock)
        {
            var copy = new float[_count];
            for (var index = 0; index < _count; index++)
                copy[index] = _values[(_next - _count + index + Capacity) % Capacity];
            return copy;
        }
    }
}
