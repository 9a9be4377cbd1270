using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol;

/// <summary>An immutable list that equals another by its items, so that the messages that hold it are equal by content.</summary>
/// <typeparam name="T">What it lists.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
[SuppressMessage("Naming", "CA1710", Justification = "A list by name and by behavior.")]
[JsonConverter(typeof(OpenFlowJsonConverter))]
public readonly struct ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[]? _items;

    internal ValueList(T[] items) => _items = items;

    /// <summary>How many items there are.</summary>
    public int Count => _items?.Length ?? 0;

    /// <summary>True if there are none.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>The items.</summary>
    public ReadOnlySpan<T> Span => _items;

    /// <summary>The item at a place from 0 to <see cref="Count"/> - 1.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such place.</exception>
    public T this[int index] => Span[index];

    /// <summary>This list with the items of another behind its own.</summary>
    public ValueList<T> Concat(ValueList<T> other) => IsEmpty ? other : other.IsEmpty ? this : new([.. Span, .. other.Span]);

    /// <summary>Goes through the items without allocation.</summary>
    public Enumerator GetEnumerator() => new(_items ?? []);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_items ?? []).GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ValueList<T> other) => Span.SequenceEqual(other.Span, EqualityComparer<T>.Default);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ValueList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Span)
            hash.Add(item);
        return hash.ToHashCode();
    }

    /// <summary>
    /// The items with commas between them. Of actions and of instructions this is the syntax of <c>ovs-ofctl</c>, which their
    /// <c>ParseList</c> reads.
    /// </summary>
    public override string ToString() => string.Join(',', this);

    /// <summary>True if both have equal items in the same order.</summary>
    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    /// <summary>True if the items or their order differ.</summary>
    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);

    /// <summary>Goes through the items. Unlike a span's, it may be held across an <see langword="await"/>.</summary>
    [SuppressMessage("Performance", "CA1815", Justification = "Enumerators are not compared.")]
    public struct Enumerator
    {
        private readonly T[] _items;
        private int _index;

        internal Enumerator(T[] items)
        {
            _items = items;
            _index = -1;
        }

        /// <summary>The item at hand.</summary>
        public readonly T Current => _items[_index];

        /// <summary>Goes to the next item.</summary>
        /// <returns>False behind the last.</returns>
        public bool MoveNext() => ++_index < _items.Length;
    }
}

/// <summary>Makes lists; what a collection expression calls.</summary>
public static class ValueList
{
    /// <summary>A list of the items given, copied.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? default : new(items.ToArray());

    /// <summary>A list of the items given, copied.</summary>
    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items) => new([.. items]);

    internal static ValueList<T> Take<T>(List<T> items) => new([.. items]);
}
