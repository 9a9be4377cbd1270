using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Tests.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

/// <summary>Every message in every version is what the specification says, byte for byte.</summary>
public class VectorTests
{
    /// <summary>All vectors of all files.</summary>
    internal static IReadOnlyList<Vector> All { get; } =
    [
        .. from type in typeof(IVectorFile).Assembly.GetTypes()
           where type.IsAssignableTo(typeof(IVectorFile)) && !type.IsInterface
           orderby type.Name
           from vector in ((IVectorFile)Activator.CreateInstance(type)!).Vectors
           from inVersion in vector.InEachVersion()
           select inVersion,
    ];

    // Messages whose vector in a version is still to be written; this list only ever gets shorter.
    private static readonly HashSet<(Type Type, OpenFlowVersion Version)> _lacking =
    [
        .. Of<BundleAddMessage>(OpenFlow15),
        .. Of<BundleControl>(OpenFlow14),
        .. Of<FeaturesReply>(OpenFlow11, OpenFlow12),
        .. Of<FlowMod>(OpenFlow12),
        .. Of<FlowRemoved>(OpenFlow11),
        .. Of<GetAsyncReply>(OpenFlow13, OpenFlow15),
        .. Of<PacketIn>(OpenFlow12),
        .. Of<PortStatus>(OpenFlow14),
        .. Of<QueueGetConfigReply>(OpenFlow11),
        .. Of<RequestForward>(OpenFlow15),
        .. Of<SetAsync>(OpenFlow14, OpenFlow15),
        .. Of<AggregateStatsRequest>(OpenFlow11),
        .. Of<ExperimenterMultipartReply>(OpenFlow10),
        .. Of<ExperimenterMultipartRequest>(OpenFlow11, OpenFlow12, OpenFlow13, OpenFlow14, OpenFlow15),
        .. Of<FlowStatsReply>(OpenFlow11, OpenFlow12),
        .. Of<FlowStatsRequest>(OpenFlow11),
        .. Of<PortDescReply>(OpenFlow10, OpenFlow14, OpenFlow15),
        .. Of<PortDescRequest>(OpenFlow10),
        .. Of<PortStatsReply>(OpenFlow11, OpenFlow12),
        .. Of<TableFeaturesReply>(OpenFlow14, OpenFlow15),
        .. Of<NiciraFlowMod>(OpenFlow11, OpenFlow12, OpenFlow13, OpenFlow14, OpenFlow15),
        .. Of<NiciraFlowMonitorReply>(OpenFlow11, OpenFlow12),
        .. Of<NiciraFlowMonitorRequest>(OpenFlow11, OpenFlow12),
    ];

    [Fact]
    public void Every_vector_is_encoded_to_its_bytes() => Assert.All(All, vector =>
        Assert.Equal(Convert.ToHexString(vector.Bytes), Convert.ToHexString(OpenFlowCodec.Encode(vector.Message, vector.Version, vector.Xid))));

    [Fact]
    public void Every_vector_is_decoded_to_its_message() => Assert.All(All, vector =>
    {
        Assert.Equal(vector.Message, OpenFlowCodec.Decode(vector.Bytes, out var xid));
        Assert.Equal(vector.Xid, xid);
    });

    [Fact]
    public void Every_message_has_a_vector_in_every_version_that_has_it()
    {
        var without = from version in ProtocolTypes.AllVersions
                      from type in ProtocolTypes.Messages
                      where new MessageMaker(version, 1).Make(type) is not null
                      where !All.Any(vector => vector.Version == version && vector.Message.GetType() == type)
                      select (type, version);

        Assert.Equal(_lacking.Select(Text).Order(), without.Select(Text).Order());
    }

    private static string Text((Type Type, OpenFlowVersion Version) vector) => $"{vector.Type.Name} of {vector.Version.ToText()}";

    private static IEnumerable<(Type Type, OpenFlowVersion Version)> Of<T>(params OpenFlowVersion[] versions) => versions.Select(version => (typeof(T), version));
}
