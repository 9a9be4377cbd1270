namespace RxOfctl.Protocol.Errors;

/// <summary>
/// Errors of one type, one a line. The generator makes a documented member of each: <c>BAD_LEN</c> of <c>BadAction</c> is
/// <c>OpenFlowError.BadActionBadLen</c>, whose name is <c>OFPBAC_BAD_LEN</c>.
/// </summary>
/// <remarks>
/// A line has the error's name, its numbers, its description after a bar and, after another bar, its name in other versions. Numbers are a
/// range of versions (<c>1.3</c>, <c>1.0-1.2</c>, <c>1.4+</c> up to 1.5, <c>all</c> for versions that are not defined yet as well), a colon, and
/// type and code. After <c>nx</c> they are Nicira's and after <c>onf</c> the ONF's: type and code of NXET_VENDOR before OpenFlow 1.2, the
/// experimenter's type alone since.
/// </remarks>
/// <param name="member">What the names of the members begin with.</param>
/// <param name="prefix">What the names in the specification begin with, without the underscore.</param>
/// <param name="errors">The lines.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class ErrorTableAttribute(string member, string prefix, string errors) : Attribute
{
    /// <summary>What the names of the members begin with.</summary>
    public string Member { get; } = member;

    /// <summary>What the names in the specification begin with.</summary>
    public string Prefix { get; } = prefix;

    /// <summary>The lines.</summary>
    public string Errors { get; } = errors;
}
