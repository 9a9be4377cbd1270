namespace RxOfctl.Protocol.Messages;

/// <summary>What happened to a table (<c>ofp_table_reason</c>, OpenFlow 1.4.1).</summary>
public enum TableStatusReason : byte
{
    /// <summary>Its room got less than the lower threshold (OFPTR_VACANCY_DOWN).</summary>
    VacancyDown = 3,

    /// <summary>Its room got more than the upper threshold (OFPTR_VACANCY_UP).</summary>
    VacancyUp = 4,
}
