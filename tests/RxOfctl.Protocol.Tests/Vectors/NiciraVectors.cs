using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Tests.Nicira;
using RxOfctl.Protocol.Tests.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

/// <summary>The messages of Nicira and the ONF, nearly all of which have one layout in all versions that have them.</summary>
internal sealed class NiciraVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        .. NiciraMessageTests.Vectors.Select(vector => new Vector(vector.Message, vector.Bytes, Others(vector.Message.GetType(), vector.Bytes))),
        .. NiciraMultipartTests.Vectors.Select(vector => new Vector(vector.Message, vector.Bytes, Others(vector.Message.GetType(), vector.Bytes))),
    ];

    private static OpenFlowVersion[] Others(Type message, string bytes)
    {
        var own = (OpenFlowVersion)(bytes[1] - '0');
        // The message within has the version, too; in 1.3 the properties decide which of its forms a SetAsync has.
        if (message == typeof(RequestForward) || (message == typeof(SetAsync) && own == OpenFlow13))
            return [];
        // A message that is Nicira's only because it was decoded so is another one in other versions.
        if (DeclaredCode.Preferred(message, own) is not { Experimenter.Length: > 0 } form)
            return [];
        return
        [
            .. ProtocolTypes.AllVersions.Where(version =>
                version != own
                && Layout(message, version) == Layout(message, own)
                && DeclaredCode.Preferred(message, version) is { } code
                && (code.Experimenter, code.Code) == (form.Experimenter, form.Code)),
        ];
    }

    // From 1.1 on multipart messages have another header; in 1.3 monitors are the ONF's.
    private static int Layout(Type message, OpenFlowVersion version)
    {
        if (!message.IsAssignableTo(typeof(MultipartRequest)) && !message.IsAssignableTo(typeof(MultipartReply)))
            return 0;
        return version == OpenFlow10 ? 0 : version == OpenFlow13 && message.Name.Contains("Monitor", StringComparison.Ordinal) ? 2 : 1;
    }
}
