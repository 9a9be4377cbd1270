namespace RxOfctl.Protocol.Matching;

/// <summary>The classes of match fields (<c>ofp_oxm_class</c>, OpenFlow 1.3.5 §7.2.3.3).</summary>
public static class OxmClass
{
    /// <summary>Fields 0 to 127 of Nicira's NXM (OFPXMC_NXM_0).</summary>
    public const ushort Nxm0 = 0x0000;

    /// <summary>Nicira's further fields (OFPXMC_NXM_1).</summary>
    public const ushort Nxm1 = 0x0001;

    /// <summary>The fields of the specification (OFPXMC_OPENFLOW_BASIC).</summary>
    public const ushort OpenFlowBasic = 0x8000;

    /// <summary>The registers of OpenFlow 1.5 (OFPXMC_PACKET_REGS).</summary>
    public const ushort PacketRegs = 0x8001;

    /// <summary>Fields of experimenters (OFPXMC_EXPERIMENTER).</summary>
    public const ushort Experimenter = 0xffff;
}
