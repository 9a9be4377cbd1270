namespace RxOfctl.Protocol.Errors;

/// <summary>What went wrong, as an OFPT_ERROR says it: a type and a code, which have other numbers in other versions.</summary>
public sealed class OpenFlowError : IEquatable<OpenFlowError>
{
    /// <summary>The length of a request is wrong (OFPBRC_BAD_LEN).</summary>
    public static OpenFlowError BadRequestBadLen { get; } = new("OFPBRC_BAD_LEN");
    private OpenFlowError(string name) => Name = name;
    /// <summary>The name that the specification gives.</summary>
    public string Name { get; }
    /// <inheritdoc/>
    public bool Equals(OpenFlowError? other) => ReferenceEquals(this, other);
}
