namespace RxOfctl.Protocol.Messages;

/// <summary>A flow table changed (OFPT_TABLE_STATUS; <c>ofp_table_status</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later.</summary>
[WireCode(31, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record TableStatus : OpenFlowMessage
{
    /// <summary>What happened to the table.</summary>
    [Field(PadAfter = 7)]
    public TableStatusReason Reason { get; init; } = TableStatusReason.VacancyDown;

    /// <summary>The table as it is configured.</summary>
    public TableDesc Table { get; init; } = new();
}

/// <summary>What happened to a table (<c>ofp_table_reason</c>, OpenFlow 1.4.1).</summary>
public enum TableStatusReason : byte
{
    /// <summary>Its room got less than the lower threshold (OFPTR_VACANCY_DOWN).</summary>
    VacancyDown = 3,

    /// <summary>Its room got more than the upper threshold (OFPTR_VACANCY_UP).</summary>
    VacancyUp = 4,
}
