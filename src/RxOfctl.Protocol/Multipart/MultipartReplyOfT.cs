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
}
