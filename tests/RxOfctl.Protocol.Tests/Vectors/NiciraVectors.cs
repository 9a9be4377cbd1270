using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Tests.Nicira;
using RxOfctl.Protocol.Tests.Properties;

namespace RxOfctl.Protocol.Tests.Vectors;

/// <summary>The messages of Nicira and the ONF, which have one layout in all versions that have them.</summary>
internal sealed class NiciraVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        .. NiciraMessageTests.Vectors.Select(vector => new Vector(vector.Message, vector.Bytes, Others(vector.Message.GetType(), vector.Bytes))),
        .. NiciraMultipartTests.Vectors.Select(vector => new Vector(vector.Message, vector.Bytes)),
    ];

    private static OpenFlowVersion[] Others(Type message, string bytes) =>
        [.. ProtocolTypes.AllVersions.Where(version => message != typeof(NiciraFlowMod) && bytes[1] - '0' != (int)version && new MessageMaker(version, 1).Make(message) is not null)];
}
