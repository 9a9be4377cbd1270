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
    [Field]
    public ValueList<TEntry> Body { get; init; }

    /// <inheritdoc/>
    public override MultipartReply? Join(MultipartReply next) =>
        next is MultipartReply<TEntry> other && other.GetType() == GetType()
            ? this with { Body = Body.Concat(other.Body), Flags = other.Flags }
            : null;
}
