namespace RxOfctl.Protocol.Wire;

/// <summary>The experimenters who gave records of the specification further forms.</summary>
internal static class Experimenters
{
    /// <summary>Nicira, whose extensions Open vSwitch has (NX_VENDOR_ID).</summary>
    public const uint Nicira = 0x0000_2320;

    /// <summary>The match fields of the network service header in Open vSwitch (NXOXM_NSH).</summary>
    public const uint Nsh = 0x005a_d650;

    /// <summary>The Open Networking Foundation (ONF_VENDOR_ID).</summary>
    public const uint Onf = 0x4f4e_4600;
}
