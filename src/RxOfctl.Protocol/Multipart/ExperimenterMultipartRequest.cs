using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// An experimenter's multipart request that this library does not know (OFPMP_EXPERIMENTER, OpenFlow 1.3.5 §7.3.5.15; OFPST_VENDOR in 1.0).
/// </summary>
[WireCode(MultipartWire.Experimenter, ReadBy = nameof(ReadExtension))]
public sealed partial record ExperimenterMultipartRequest : MultipartRequest, IOpenFlowRequest<ExperimenterMultipartReply>
{
    /// <summary>The experimenter: an IEEE OUI, or a number above 0x00ffffff that the ONF gave.</summary>
    [Field]
    public uint ExperimenterId { get; init; }

    /// <summary>The type that the experimenter gave; OpenFlow 1.1 and later. In 1.0 it is part of <see cref="Data"/>, if there is one.</summary>
    [Field(From = OpenFlowVersion.OpenFlow11)]
    public uint ExpType { get; init; }

    /// <summary>What follows.</summary>
    [Field]
    public ByteString Data { get; init; }

    internal static MultipartRequest ReadExtension(ref WireReader reader)
    {
        var ahead = reader;
        if (!ahead.TryReadMultipartExperimenter(out var experimenter, out var type) || ReadExperimenter(experimenter, type, ref ahead) is not { } known)
            return ReadBody(ref reader);
        reader = ahead;
        return known;
    }
}
