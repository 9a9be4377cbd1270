using System.Diagnostics.CodeAnalysis;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>A multipart reply that lists entries, of which each part brings some.</summary>
/// <typeparam name="TEntry">One entry.</typeparam>
[SuppressMessage("Design", "CA1005", Justification = "One type parameter.")]
public abstract record MultipartReply<TEntry> : MultipartReply
{
    private protected MultipartReply()
    {
    }

    /// <summary>The entries of this part.</summary>
    [Field(Malformed = nameof(Malformed))]
    public ValueList<TEntry> Body { get; init; }

    /// <summary>The entries that could not be decoded; empty in nearly all replies.</summary>
    public ValueList<MalformedEntry> Malformed { get; internal init; }

    /// <inheritdoc/>
    public override MultipartReply? Join(MultipartReply next)
    {
        if (next is not MultipartReply<TEntry> other || other.GetType() != GetType())
            return null;
        var count = Body.Count + Malformed.Count;
        var malformed = other.Malformed.IsEmpty ? Malformed
            : Malformed.Concat(other.Malformed.Select(entry => entry with { Index = entry.Index + count }).ToValueList());
        return this with { Body = Body.Concat(other.Body), Malformed = malformed, Flags = other.Flags };
    }
}
