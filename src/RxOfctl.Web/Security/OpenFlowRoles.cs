namespace RxOfctl.Web.Security;

/// <summary>The roles of users of the API, as role claims.</summary>
public static class OpenFlowRoles
{
    /// <summary>May read.</summary>
    public const string Reader = "reader";

    /// <summary>May read and change.</summary>
    public const string Operator = "operator";
}

/// <summary>The authorization policies of the endpoints that <c>MapOpenFlow</c> maps.</summary>
public static class OpenFlowPolicies
{
    /// <summary>
    /// Reading: open on a listener bound to loopback, if the headers <c>Host</c> and <c>Origin</c> are those of the listener; elsewhere
    /// for readers and operators.
    /// </summary>
    public const string Read = "OpenFlow.Read";

    /// <summary>Changing: for operators. A browser's request must come from a page of the same origin.</summary>
    public const string Write = "OpenFlow.Write";

    /// <summary>Beginning a session: open, with the checks of headers and of TLS that the others have.</summary>
    internal const string Login = "OpenFlow.Login";

    /// <summary>The authentication scheme of operator sessions and API keys.</summary>
    public const string Scheme = "OpenFlow";
}
