namespace RxOfctl.Interop.Tests.Simulator;

/// <summary>Where Open vSwitch and the specification part, or the specification leaves the choice. The cases do not come across these.</summary>
internal static class AcceptedDifferences
{
    /// <summary>What they are, each with the section of the specification.</summary>
    public static IReadOnlyList<string> List { get; } =
    [
        "Provider backbone bridging, copy-TTL and ipv6_exthdr: OVS has none (OpenFlow 1.3.5 §5.12, §7.2.3.7).",
        "eth_type is what follows all VLAN tags (OpenFlow 1.3.5 §7.2.3.7); OVS looks behind one.",
        "set-field of eth_type and ip_proto: OVS has none (OpenFlow 1.3.5 §7.2.5).",
        "The TTL of an MPLS header on a packet without one is zero (OpenFlow 1.3.5 §5.12.1); with OVS it is 64.",
        "NO_PKT_COUNTS and NO_BYT_COUNTS (OpenFlow 1.3.5 §7.3.4.1): OVS counts all the same.",
        "A second VLAN tag can be pushed, and has the id and priority of the first (OpenFlow 1.3.5 §5.12.1); OVS takes one, or makes it zero.",
        "The reference count of a group counts flows and groups (OpenFlow 1.3.5 §7.3.5.6); that of OVS counts actions.",
        "A match of OpenFlow 1.0 on frames without a tag comes back from OVS with dl_vlan_pcp=0 even if it did not have that (OpenFlow 1.0.2 §5.2.3).",
        "A flow with the match and the priority of another overlaps it (OpenFlow 1.3.5 §6.4); with OVS it takes its place, with the overlap check too.",
        "Which of two flows of one priority a packet meets is not defined (OpenFlow 1.3.5 §5.3).",
        "A modification that names a group that is not there is refused (OpenFlow 1.3.5 §6.4); with OVS only if there are flows to modify.",
        "The reasons ACTION_SET, GROUP and PACKET_OUT tell whose action sent a packet (OpenFlow 1.4.1 §7.4.1); through a packet-out, OVS tells otherwise.",
        "A packet-in of an action set has the table and cookie of the last flow (OpenFlow 1.3.5 §7.4.1); OVS gives table 0 and no cookie.",
        "A packet that meets no flow is dropped (OpenFlow 1.3.5 §5.4); OVS does what its action set has before.",
        "Byte counts of flows after a push or pop (OpenFlow 1.3.5 §5.8): OVS counts what the packet had when it came.",
        "POP_MPLS takes one entry, whatever EtherType it is given (OpenFlow 1.3.5 §5.12); OVS takes all of them if it is none of MPLS.",
        "OFPP_TABLE is for packet-outs only (OpenFlow 1.3.5 §7.2.1); OVS takes it in flows.",
        "Which bucket of a select group a packet takes is the switch's choice (OpenFlow 1.3.5 §5.6.1): the buckets of a case do the same.",
        "A flow of OpenFlow 1.5 that names an unknown meter is refused with BAD_ACTION BAD_METER (1.5.1 §7.5.4.3); OVS answers METER_MOD_FAILED INVALID_METER.",
        "A meter of OpenFlow 1.5 counts all flows with a meter action and is deleted with them (1.5.1 §7.3.5.14); OVS regards only a first meter action.",
        "A tag that was popped cannot be popped again (OpenFlow 1.3.5 §7.4.4); OVS takes a pop in write-actions after one in apply-actions.",
        "Which of several errors of one message is reported is the switch's choice (OpenFlow 1.3.5 §7.4.4).",
        "A message that is wrong in itself may be refused when it is added to a bundle, as by OVS, or when the bundle is committed (OpenFlow 1.4.1 §7.3.9.4).",
        "A bundle may modify what it adds (OpenFlow 1.4.1 §7.3.9.2); in OVS the flow stays as it was added.",
        "The flows that are removed with a meter are reported (OpenFlow 1.3.5 §6.5, §7.4.2); OVS does not report them in OpenFlow 1.3.",
        "What NORMAL does to tags is the switch's choice (OpenFlow 1.3.5 §4.5): OVS removes a tag with VLAN 0.",
        "In OVS, NORMAL does not learn the source of a packet-out before it forwards it: cases have no frames to their own source.",
        "Flow stats of OpenFlow 1.0 leave out flows with fields that it does not have (1.0.2 §5.3.5); OVS leaves out the fields.",
        "A group that a flow names twice can be deleted (OpenFlow 1.3.5 §6.5); OVS 3.1 fails an assertion and ends.",
        "Nicira's actions are described as they were given; OVS gives equal actions of the specification.",
    ];
}
