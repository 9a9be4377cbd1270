using RxOfctl.Protocol.Matching;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// The match fields of the network service header that Open vSwitch has, as an experimenter's (NXOXM_NSH_*, 0x005ad650). OpenFlow 1.2 and later;
/// in the actions of Nicira in every version.
/// </summary>
public static class Nsh
{
    /// <summary>Flags of the network service header (NXOXM_NSH_FLAGS).</summary>
    public static OxmType<byte> Flags { get; } = ExtensionClass.Nsh.Byte(1, "nsh_flags", "nsh_flags", "NXOXM_NSH_FLAGS", maskable: true);

    /// <summary>Type of the metadata, 1 or 2 (NXOXM_NSH_MDTYPE).</summary>
    public static OxmType<byte> MdType { get; } = ExtensionClass.Nsh.Byte(2, "nsh_mdtype", "nsh_mdtype", "NXOXM_NSH_MDTYPE");

    /// <summary>Next protocol (NXOXM_NSH_NP).</summary>
    public static OxmType<byte> Np { get; } = ExtensionClass.Nsh.Byte(3, "nsh_np", "nsh_np", "NXOXM_NSH_NP");

    /// <summary>Service path, 24 bits in four bytes (NXOXM_NSH_SPI).</summary>
    public static OxmType<uint> Spi { get; } = ExtensionClass.Nsh.Hex32(4, "nsh_spi", "nsh_spi", "NXOXM_NSH_SPI", bits: 24, width: 4);

    /// <summary>Service index (NXOXM_NSH_SI).</summary>
    public static OxmType<byte> Si { get; } = ExtensionClass.Nsh.Byte(5, "nsh_si", "nsh_si", "NXOXM_NSH_SI");

    /// <summary>Context header 1 of metadata of type 1 (NXOXM_NSH_C1).</summary>
    public static OxmType<uint> C1 { get; } = ExtensionClass.Nsh.Hex32(6, "nsh_c1", "nsh_c1", "NXOXM_NSH_C1", maskable: true);

    /// <summary>Context header 2 of metadata of type 1 (NXOXM_NSH_C2).</summary>
    public static OxmType<uint> C2 { get; } = ExtensionClass.Nsh.Hex32(7, "nsh_c2", "nsh_c2", "NXOXM_NSH_C2", maskable: true);

    /// <summary>Context header 3 of metadata of type 1 (NXOXM_NSH_C3).</summary>
    public static OxmType<uint> C3 { get; } = ExtensionClass.Nsh.Hex32(8, "nsh_c3", "nsh_c3", "NXOXM_NSH_C3", maskable: true);

    /// <summary>Context header 4 of metadata of type 1 (NXOXM_NSH_C4).</summary>
    public static OxmType<uint> C4 { get; } = ExtensionClass.Nsh.Hex32(9, "nsh_c4", "nsh_c4", "NXOXM_NSH_C4", maskable: true);

    /// <summary>TTL of the network service header (NXOXM_NSH_TTL).</summary>
    public static OxmType<byte> Ttl { get; } = ExtensionClass.Nsh.Byte(10, "nsh_ttl", "nsh_ttl", "NXOXM_NSH_TTL");

    /// <summary>All of them, in the order of their numbers.</summary>
    public static IReadOnlyList<OxmType> All { get; } =
    [
        Flags, MdType, Np, Spi, Si, C1, C2, C3, C4, Ttl,
    ];
}
