namespace RxOfctl.Protocol;

/// <summary>A message, or a member that is set in it, does not exist in the version of OpenFlow in which it was to be written.</summary>
public sealed class UnsupportedByVersionException : OpenFlowEncodeException
{
    /// <summary>Something that a version cannot carry.</summary>
    /// <param name="member">The message or member, as in <c>FlowMod.CookieMask</c>.</param>
    /// <param name="version">The version.</param>
    public UnsupportedByVersionException(string member, OpenFlowVersion version)
        : base($"{version.ToText()} cannot carry {member}. Leave it out for datapaths of that version, or have the datapath speak another.")
    {
        Member = member;
        Version = version;
    }

    /// <summary>The message or member that the version does not have.</summary>
    public string Member { get; }

    /// <summary>The version that does not have it.</summary>
    public OpenFlowVersion Version { get; }
}
