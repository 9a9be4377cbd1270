namespace RxOfctl.Protocol.Nicira;

/// <summary>The experimenters under whose ids Open vSwitch has extensions of its own.</summary>
public static class NiciraExperimenter
{
    /// <summary>Nicira (NX_VENDOR_ID): its actions, messages and statistics.</summary>
    public const uint Id = 0x0000_2320;

    /// <summary>The match fields of the network service header (NXOXM_NSH).</summary>
    public const uint NshId = 0x005a_d650;
}
