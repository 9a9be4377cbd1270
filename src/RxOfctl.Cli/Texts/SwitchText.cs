using System.Globalization;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Cli.Texts;

/// <summary>What a switch is and can do.</summary>
internal static class SwitchText
{
    private const ConfigFlags FragmentMask = ConfigFlags.FragDrop | ConfigFlags.FragReasm;

    private static readonly (uint, string)[] CapabilityNames =
    [
        ((uint)Capabilities.FlowStats, "FLOW_STATS"), ((uint)Capabilities.TableStats, "TABLE_STATS"),
        ((uint)Capabilities.PortStats, "PORT_STATS"), ((uint)Capabilities.GroupStats, "GROUP_STATS"),
        ((uint)Capabilities.IpReasm, "IP_REASM"), ((uint)Capabilities.QueueStats, "QUEUE_STATS"),
        ((uint)Capabilities.ArpMatchIp, "ARP_MATCH_IP"), ((uint)Capabilities.PortBlocked, "PORT_BLOCKED"),
        ((uint)Capabilities.Bundles, "BUNDLES"), ((uint)Capabilities.FlowMonitoring, "FLOW_MONITORING"),
    ];

    // The bits of OpenFlow 1.0's ofp_action_type.
    private static readonly (uint, string)[] ActionNames10 =
    [
        (1 << 0, "output"), (1 << 11, "enqueue"), (1 << 1, "set_vlan_vid"), (1 << 2, "set_vlan_pcp"), (1 << 3, "strip_vlan"),
        (1 << 4, "mod_dl_src"), (1 << 5, "mod_dl_dst"), (1 << 6, "mod_nw_src"), (1 << 7, "mod_nw_dst"), (1 << 8, "mod_nw_tos"),
        (1 << 9, "mod_tp_src"), (1 << 10, "mod_tp_dst"),
    ];

    // The bits of OpenFlow 1.1's and later ofp_action_type, with the words of the notation.
    private static readonly (uint, string)[] ActionNames11 =
    [
        (1 << 0, "output"), (1 << 22, "group"), (1 << 25, "set_field"), (1 << 18, "strip_vlan"), (1 << 17, "push_vlan"),
        (1 << 23, "mod_nw_ttl"), (1 << 24, "dec_ttl"), (1 << 15, "set_mpls_ttl"), (1 << 16, "dec_mpls_ttl"), (1 << 19, "push_mpls"),
        (1 << 20, "pop_mpls"), (1 << 21, "set_queue"), (1 << 11, "copy_ttl_out"), (1 << 12, "copy_ttl_in"), (1 << 26, "push_pbb"),
        (1 << 27, "pop_pbb"),
    ];

    public static void Write(TextWriter writer, FeaturesReply features, Phrasing phrasing)
    {
        writer.WriteLine($"dpid:{features.DatapathId}");
        var auxiliary = features.AuxiliaryId == 0 ? "" : $", auxiliary_id:{features.AuxiliaryId}";
        writer.WriteLine($"n_tables:{features.TableCount}, n_buffers:{features.BufferCount}{auxiliary}");
        var capabilities = Phrasing.Bits((uint)features.Capabilities, CapabilityNames);
        // In OpenFlow 1.0 the bit of groups is that of the spanning tree.
        if (phrasing.Version == OpenFlowVersion.OpenFlow10)
            capabilities = capabilities.Replace("GROUP_STATS", "STP", StringComparison.Ordinal);
        writer.WriteLine($"capabilities: {capabilities}");
        if (phrasing.Version == OpenFlowVersion.OpenFlow10)
            writer.WriteLine($"actions: {Actions(features.Actions, phrasing.Version)}");
        foreach (var port in features.Ports)
            PortText.Write(writer, port, phrasing);
    }

    public static void Write(TextWriter writer, DescReply desc)
    {
        writer.WriteLine($"Manufacturer: {desc.MfrDesc}");
        writer.WriteLine($"Hardware: {desc.HwDesc}");
        writer.WriteLine($"Software: {desc.SwDesc}");
        writer.WriteLine($"Serial Num: {desc.SerialNum}");
        writer.WriteLine($"DP Description: {desc.DpDesc}");
    }

    /// <summary>The words for action types, a bit for each.</summary>
    public static string Actions(uint bits, OpenFlowVersion version) =>
        Phrasing.Bits(bits, version == OpenFlowVersion.OpenFlow10 ? ActionNames10 : ActionNames11);

    public static string Fragments(ConfigFlags flags) => (flags & FragmentMask) switch
    {
        ConfigFlags.FragDrop => "drop",
        ConfigFlags.FragReasm => "reassemble",
        FragmentMask => "nx-match",
        _ => "normal",
    };

    /// <summary>The configuration with another handling of fragments; null where there is no such word.</summary>
    public static ConfigFlags? WithFragments(ConfigFlags flags, string word)
    {
        ConfigFlags? fragments = word switch
        {
            "normal" => ConfigFlags.FragNormal,
            "drop" => ConfigFlags.FragDrop,
            "reassemble" => ConfigFlags.FragReasm,
            "nx-match" => FragmentMask,
            _ => null,
        };
        return fragments is { } known ? (flags & ~FragmentMask) | known : null;
    }

    public static string Role(ControllerRole role) => MessageText.Words(role).ToLowerInvariant();

    /// <summary>All ones: no master was ever named with a generation.</summary>
    public static string Generation(ulong generation) =>
        generation == ulong.MaxValue ? "undefined" : generation.ToString(CultureInfo.InvariantCulture);
}
