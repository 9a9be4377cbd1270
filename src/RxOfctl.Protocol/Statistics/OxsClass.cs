namespace RxOfctl.Protocol.Statistics;

/// <summary>The classes of statistics fields (<c>ofp_oxs_class</c>, OpenFlow 1.5.1).</summary>
public static class OxsClass
{
    /// <summary>The fields of the specification (OFPXSC_OPENFLOW_BASIC).</summary>
    public const ushort OpenFlowBasic = 0x8002;

    /// <summary>Fields of experimenters (OFPXSC_EXPERIMENTER).</summary>
    public const ushort Experimenter = 0xffff;
}
