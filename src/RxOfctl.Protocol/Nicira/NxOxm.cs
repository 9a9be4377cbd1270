using RxOfctl.Protocol.Matching;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// The match fields that Open vSwitch has as Nicira's in the class of experimenters (NXOXM_ET_*, 0x00002320). OpenFlow 1.2 and later;
/// in the actions of Nicira in every version.
/// </summary>
public static class NxOxm
{
    /// <summary>Hash that the datapath computed; <see cref="Nxm.DpHash"/> is the same (NXOXM_ET_DP_HASH).</summary>
    public static OxmType<uint> DpHash { get; } = ExtensionClass.Nicira.Hex32(0, "dp_hash", "dp_hash", "NXOXM_ET_DP_HASH", maskable: true);

    /// <summary>Index of ERSPAN, 20 bits (NXOXM_ET_ERSPAN_IDX).</summary>
    public static OxmType<uint> ErspanIdx { get; } =
        ExtensionClass.Nicira.Hex32(11, "tun_erspan_idx", "tun_erspan_idx", "NXOXM_ET_ERSPAN_IDX", maskable: true, bits: 20);

    /// <summary>Version of ERSPAN, 4 bits (NXOXM_ET_ERSPAN_VER).</summary>
    public static OxmType<byte> ErspanVer { get; } =
        ExtensionClass.Nicira.Byte(12, "tun_erspan_ver", "tun_erspan_ver", "NXOXM_ET_ERSPAN_VER", maskable: true, bits: 4);

    /// <summary>Direction of the mirrored traffic in ERSPAN, 1 bit (NXOXM_ET_ERSPAN_DIR).</summary>
    public static OxmType<byte> ErspanDir { get; } =
        ExtensionClass.Nicira.Byte(13, "tun_erspan_dir", "tun_erspan_dir", "NXOXM_ET_ERSPAN_DIR", maskable: true, bits: 1);

    /// <summary>Hardware id of ERSPAN, 6 bits (NXOXM_ET_ERSPAN_HWID).</summary>
    public static OxmType<byte> ErspanHwid { get; } =
        ExtensionClass.Nicira.HexByte(14, "tun_erspan_hwid", "tun_erspan_hwid", "NXOXM_ET_ERSPAN_HWID", maskable: true, bits: 6);

    /// <summary>Flags of GTP-U (NXOXM_ET_GTPU_FLAGS).</summary>
    public static OxmType<byte> GtpuFlags { get; } =
        ExtensionClass.Nicira.HexByte(15, "tun_gtpu_flags", "tun_gtpu_flags", "NXOXM_ET_GTPU_FLAGS", maskable: true);

    /// <summary>Message type of GTP-U (NXOXM_ET_GTPU_MSGTYPE).</summary>
    public static OxmType<byte> GtpuMsgType { get; } =
        ExtensionClass.Nicira.Byte(16, "tun_gtpu_msgtype", "tun_gtpu_msgtype", "NXOXM_ET_GTPU_MSGTYPE", maskable: true);

    /// <summary>All of them, in the order of their numbers.</summary>
    public static IReadOnlyList<OxmType> All { get; } =
    [
        DpHash, ErspanIdx, ErspanVer, ErspanDir, ErspanHwid, GtpuFlags, GtpuMsgType,
    ];
}
