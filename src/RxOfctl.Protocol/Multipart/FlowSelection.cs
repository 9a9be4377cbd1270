namespace RxOfctl.Protocol.Multipart;

/// <summary>A request about the flows that match: for the flows, for what is counted of them, or for the sums over them.</summary>
public abstract record FlowSelectionRequest : MultipartRequest
{
    private protected const string OpenFlow10 = """
        Match Match
        u8 TableId
        pad 1
        PortNumber OutPort
        """;

    private protected const string OpenFlow11 = """
        u8 TableId
        pad 3
        PortNumber OutPort
        u32 OutGroup
        pad 4
        u64 Cookie
        u64 CookieMask
        Match Match
        """;

    private protected const string Nicira = """
        PortNumber16 OutPort
        u16 length Match
        u8 TableId
        pad 3
        NxMatch Match
        """;

    /// <summary>The table, or <see cref="TableId.All"/>.</summary>
    public TableId TableId { get; init; } = TableId.All;

    /// <summary>Only flows that output to this port, or <see cref="PortNumber.Any"/>.</summary>
    public PortNumber OutPort { get; init; } = PortNumber.Any;

    /// <summary>Only flows that use this group, or <see cref="GroupId.Any"/>. OpenFlow 1.1 and later.</summary>
    public GroupId OutGroup { get; init; } = GroupId.Any;

    /// <summary>What <see cref="CookieMask"/> compares a flow's cookie with. OpenFlow 1.1 and later.</summary>
    public ulong Cookie { get; init; }

    /// <summary>The bits of the cookie that a flow must have in common; 0 is any cookie. OpenFlow 1.1 and later.</summary>
    public ulong CookieMask { get; init; }

    /// <summary>What the flows must match, or match more closely.</summary>
    public Match Match { get; init; } = Match.Any;

    // What was decoded goes on as it came.
    private protected Match NxMatch(OpenFlowVersion version) =>
        this is IKeepsForm kept && kept.Form.TryGet(version, out _) ? Match : Match.ToNicira();
}
