namespace RxOfctl.Protocol.Matching;

/// <summary>
/// The match fields that Open vSwitch has as Nicira's in the class of experimenters (NXOXM_ET_*, 0x00002320). OpenFlow 1.2 and later; in
/// the actions of Nicira in every version.
/// </summary>
[FieldTable(OxmClass.Experimenter, "NXOXM_ET_", """
     0 DpHash      u32.hex/    dp_hash                                is:Nxm.DpHash | Hash that the datapath computed.
    11 ErspanIdx   u32:20.hex/ tun_erspan_idx NXOXM_ET_ERSPAN_IDX                   | Index of ERSPAN, 20 bits.
    12 ErspanVer   u8:4.dec/   tun_erspan_ver NXOXM_ET_ERSPAN_VER                   | Version of ERSPAN, 4 bits.
    13 ErspanDir   u8:1.dec/   tun_erspan_dir NXOXM_ET_ERSPAN_DIR                   | Direction of the mirrored traffic in ERSPAN, 1 bit.
    14 ErspanHwid  u8:6.hex/   tun_erspan_hwid NXOXM_ET_ERSPAN_HWID                 | Hardware id of ERSPAN, 6 bits.
    15 GtpuFlags   u8.hex/     tun_gtpu_flags NXOXM_ET_GTPU_FLAGS                   | Flags of GTP-U.
    16 GtpuMsgType u8.dec/     tun_gtpu_msgtype NXOXM_ET_GTPU_MSGTYPE               | Message type of GTP-U.
    """, Experimenter = Experimenters.Nicira)]
public static partial class NxOxm;

/// <summary>
/// The match fields of the network service header that Open vSwitch has, as an experimenter's (NXOXM_NSH_*, 0x005ad650). OpenFlow 1.2 and
/// later; in the actions of Nicira in every version.
/// </summary>
[FieldTable(OxmClass.Experimenter, "NXOXM_", """
     1 Flags  u8.dec/      nsh_flags  needs:NetworkService | Flags of the network service header.
     2 MdType u8.dec       nsh_mdtype needs:NetworkService | Type of the metadata, 1 or 2.
     3 Np     u8.dec       nsh_np     needs:NetworkService | Next protocol.
     4 Spi    u32:24~4.hex nsh_spi    needs:NetworkService | Service path, 24 bits in four bytes.
     5 Si     u8.dec       nsh_si     needs:NetworkService | Service index.
     6 C1     u32.hex/     nsh_c1     needs:NetworkService | Context header 1 of metadata of type 1.
     7 C2     u32.hex/     nsh_c2     needs:NetworkService | Context header 2 of metadata of type 1.
     8 C3     u32.hex/     nsh_c3     needs:NetworkService | Context header 3 of metadata of type 1.
     9 C4     u32.hex/     nsh_c4     needs:NetworkService | Context header 4 of metadata of type 1.
    10 Ttl    u8.dec       nsh_ttl    needs:NetworkService | TTL of the network service header.
    """, Experimenter = Experimenters.Nsh)]
public static partial class Nsh;

/// <summary>
/// The match fields of neighbor discovery that Open vSwitch has in Ericsson's class 0x1000 (ERICOXM_OF_*). OpenFlow 1.2 and later; in the
/// actions of Nicira in every version.
/// </summary>
[FieldTable(0x1000, "ERICOXM_OF_", """
    1 NdReserved    u32.dec icmpv6_nd_reserved nd_reserved         needs:NeighborDiscovery | Reserved bits of a neighbor discovery message.
    2 NdOptionsType u8.dec  icmpv6_nd_options_type nd_options_type needs:NeighborDiscovery | Type of the neighbor discovery option.
    """)]
public static partial class EricOxm;

/// <summary>
/// The match fields that the ONF gave to OpenFlow 1.3 in the class of experimenters (ONFOXM_ET_*, 0x4f4e4600), before OpenFlow 1.5 had them
/// as <see cref="Oxm.TcpFlags"/> and <see cref="Oxm.ActsetOutput"/>.
/// </summary>
[FieldTable(OxmClass.Experimenter, "ONFOXM_ET_", """
    42 TcpFlags     u16:12.TcpFlags/ tcp_flags NXM_NX_TCP_FLAGS needs:Tcp | TCP flags, 12 bits (ONFOXM_ET_TCP_FLAGS).
    43 ActsetOutput port             actset_output                        | Output port in the action set.
    """, Experimenter = Experimenters.Onf)]
public static partial class OnfOxm;
