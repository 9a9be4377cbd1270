using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>When a table tells how much room it has (OFPTMPT_VACANCY; <c>ofp_table_mod_prop_vacancy</c>, OpenFlow 1.4.1).</summary>
[WireCode(3, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record VacancyTableProperty : TableProperty
{
    /// <summary>It tells when the room gets less than this, in percent.</summary>
    [Field]
    public byte VacancyDown { get; init; }

    /// <summary>It tells when the room gets more than this, in percent.</summary>
    [Field]
    public byte VacancyUp { get; init; }

    /// <summary>The room there is now, in percent; 0 in a table-mod.</summary>
    [Field(PadAfter = 1)]
    public byte Vacancy { get; init; }
}
