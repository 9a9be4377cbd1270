using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>The counters of IPFIX of the sampling of a bridge (NXST_IPFIX_BRIDGE).</summary>
public sealed record NiciraIpfixBridgeStatsReply : MultipartReply
{
    /// <summary>The counters.</summary>
    public NiciraIpfixStats Stats { get; init; } = new();

    internal override int MultipartCodeIn(OpenFlowVersion version) => ExtensionMultipart.Type;

    internal static NiciraIpfixBridgeStatsReply ReadBody(ref WireReader reader) => new() { Stats = NiciraIpfixStats.ReadBody(ref reader) };

    internal override void WriteMultipart(ref WireWriter writer)
    {
        ExtensionMultipart.WriteHeader(ref writer, Flags, NiciraIpfixBridgeStatsRequest.Subtype);
        Stats.WriteBody(ref writer);
    }
}
