using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Onf;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Multipart messages of experimenters that this library knows: behind the flags stand the experimenter and a type, in OpenFlow 1.0 with padding
/// (<c>nicira10_stats_msg</c>).
/// </summary>
internal static class ExtensionMultipart
{
    /// <summary>The type of multipart messages of experimenters (OFPMP_EXPERIMENTER).</summary>
    public const ushort Type = 0xffff;

    private const int OnfFlowMonitor = 1870;

    /// <summary>Reads a request from its flags on.</summary>
    /// <returns>Null where it is not known; the reader has not moved then.</returns>
    public static MultipartRequest? ReadRequest(ref WireReader reader)
    {
        var ahead = reader;
        if (!TryReadHeader(ref ahead, out var flags, out var experimenter, out var type))
            return null;
        MultipartRequest? request = (experimenter, type, ahead.Version) switch
        {
            (NiciraExperimenter.Id, NiciraFlowStatsRequest.Subtype, OpenFlowVersion.OpenFlow10) => NiciraFlowStatsRequest.ReadBody(ref ahead),
            (NiciraExperimenter.Id, NiciraAggregateStatsRequest.Subtype, OpenFlowVersion.OpenFlow10) => NiciraAggregateStatsRequest.ReadBody(ref ahead),
            (NiciraExperimenter.Id, NiciraFlowMonitorRequest.Subtype, <= OpenFlowVersion.OpenFlow12) => NiciraFlowMonitorRequest.ReadBody(ref ahead),
            (NiciraExperimenter.Id, NiciraGroupStatsRequest.Subtype, OpenFlowVersion.OpenFlow10) => NiciraGroupStatsRequest.ReadBody(ref ahead),
            (NiciraExperimenter.Id, NiciraGroupDescRequest.Subtype, OpenFlowVersion.OpenFlow10) => NiciraGroupDescRequest.ReadBody(ref ahead),
            (NiciraExperimenter.Id, NiciraGroupFeaturesRequest.Subtype, <= OpenFlowVersion.OpenFlow11) => new NiciraGroupFeaturesRequest(),
            (NiciraExperimenter.Id, NiciraIpfixBridgeStatsRequest.Subtype, _) => new NiciraIpfixBridgeStatsRequest(),
            (NiciraExperimenter.Id, NiciraIpfixFlowStatsRequest.Subtype, _) => new NiciraIpfixFlowStatsRequest(),
            (OnfExperimenter.Id, OnfFlowMonitor, OpenFlowVersion.OpenFlow13) => NiciraFlowMonitorRequest.ReadBody(ref ahead),
            _ => null,
        };
        if (request is null)
            return null;
        reader = ahead;
        return request with { Flags = flags };
    }

    /// <summary>Reads a reply from its flags on.</summary>
    /// <returns>Null where it is not known; the reader has not moved then.</returns>
    public static MultipartReply? ReadReply(ref WireReader reader)
    {
        var ahead = reader;
        if (!TryReadHeader(ref ahead, out var flags, out var experimenter, out var type))
            return null;
        MultipartReply? reply = (experimenter, type, ahead.Version) switch
        {
            (NiciraExperimenter.Id, NiciraFlowStatsRequest.Subtype, OpenFlowVersion.OpenFlow10) => NiciraFlowStatsReply.ReadBody(ref ahead),
            (NiciraExperimenter.Id, NiciraAggregateStatsRequest.Subtype, OpenFlowVersion.OpenFlow10) => NiciraAggregateStatsReply.ReadBody(ref ahead),
            (NiciraExperimenter.Id, NiciraFlowMonitorRequest.Subtype, <= OpenFlowVersion.OpenFlow12) => NiciraFlowMonitorReply.ReadBody(ref ahead),
            (NiciraExperimenter.Id, NiciraGroupStatsRequest.Subtype, OpenFlowVersion.OpenFlow10) => NiciraGroupStatsReply.ReadBody(ref ahead),
            (NiciraExperimenter.Id, NiciraGroupDescRequest.Subtype, OpenFlowVersion.OpenFlow10) => NiciraGroupDescReply.ReadBody(ref ahead),
            (NiciraExperimenter.Id, NiciraGroupFeaturesRequest.Subtype, <= OpenFlowVersion.OpenFlow11) => NiciraGroupFeaturesReply.ReadBody(ref ahead),
            (NiciraExperimenter.Id, NiciraIpfixBridgeStatsRequest.Subtype, _) => NiciraIpfixBridgeStatsReply.ReadBody(ref ahead),
            (NiciraExperimenter.Id, NiciraIpfixFlowStatsRequest.Subtype, _) => NiciraIpfixFlowStatsReply.ReadBody(ref ahead),
            (OnfExperimenter.Id, OnfFlowMonitor, OpenFlowVersion.OpenFlow13) => NiciraFlowMonitorReply.ReadBody(ref ahead),
            _ => null,
        };
        if (reply is null)
            return null;
        reader = ahead;
        return reply with { Flags = flags };
    }

    /// <summary>The type of a message that OpenFlow 1.0 alone has.</summary>
    public static int CodeIn10(OpenFlowVersion version) => version == OpenFlowVersion.OpenFlow10 ? Type : -1;

    /// <summary>The type of a message that OpenFlow 1.0 and 1.1 have.</summary>
    public static int CodeTo11(OpenFlowVersion version) => version <= OpenFlowVersion.OpenFlow11 ? Type : -1;

    /// <summary>The type of a message that OpenFlow 1.0 to 1.3 have.</summary>
    public static int CodeTo13(OpenFlowVersion version) => version <= OpenFlowVersion.OpenFlow13 ? Type : -1;

    /// <summary>Writes flags, experimenter and type; flow monitors are the ONF's in OpenFlow 1.3.</summary>
    public static void WriteHeader(ref WireWriter writer, MultipartFlags flags, uint subtype)
    {
        var isOnf = subtype == NiciraFlowMonitorRequest.Subtype && writer.Version == OpenFlowVersion.OpenFlow13;
        writer.WriteMultipartFlags(flags);
        writer.WriteUInt32(isOnf ? OnfExperimenter.Id : NiciraExperimenter.Id);
        writer.WriteUInt32(isOnf ? OnfFlowMonitor : subtype);
        writer.Pad(writer.Version == OpenFlowVersion.OpenFlow10 ? 4 : 0);
    }

    /// <summary>A group that is asked for, with what pads it.</summary>
    public static GroupId ReadGroupId(ref WireReader reader)
    {
        var group = reader.ReadGroupId();
        reader.Skip(4);
        return group;
    }

    /// <summary>A group that is asked for, with what pads it.</summary>
    public static void WriteGroupId(ref WireWriter writer, GroupId group)
    {
        writer.WriteGroupId(group);
        writer.Pad(4);
    }

    private static bool TryReadHeader(ref WireReader reader, out MultipartFlags flags, out uint experimenter, out uint type)
    {
        var is10 = reader.Version == OpenFlowVersion.OpenFlow10;
        (flags, experimenter, type) = (default, 0, 0);
        if (reader.Remaining < 14)
            return false;
        flags = reader.ReadMultipartFlags();
        experimenter = reader.ReadUInt32();
        type = reader.ReadUInt32();
        reader.Skip(is10 ? 4 : 0);
        return true;
    }
}
