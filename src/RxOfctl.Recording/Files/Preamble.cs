using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Recording.Files;

/// <summary>
/// The handshake of a connection that is not in the file, made of what the controller knows: so that the file can be replayed.
/// </summary>
internal static class Preamble
{
    private const uint FirstXid = 0xfffffff0;
    private const int PortsInPart = 256;

    /// <summary>The messages of the handshake, in order.</summary>
    public static IEnumerable<(bool IsSent, byte[] Frame)> Of(Datapath datapath)
    {
        var (version, ports) = (datapath.Version, datapath.Ports.Items);
        yield return Message(isSent: false, Hello.Of([version]), 0);
        yield return Message(isSent: true, Hello.Of([version]), 0);
        yield return Message(isSent: true, new FeaturesRequest(), 1);
        if (version < OpenFlowVersion.OpenFlow13)
        {
            yield return Message(isSent: false, datapath.Features with { Ports = [.. ports] }, 1);
            yield break;
        }

        yield return Message(isSent: false, datapath.Features, 1);
        yield return Message(isSent: true, new PortDescRequest(), 2);
        var count = 0;
        foreach (var part in ports.Chunk(PortsInPart).DefaultIfEmpty([]))
        {
            count += part.Length;
            var flags = count < ports.Count ? MultipartFlags.More : 0;
            yield return Message(isSent: false, new PortDescReply { Body = [.. part], Flags = flags }, 2);
        }

        (bool, byte[]) Message(bool isSent, OpenFlowMessage message, uint xid) =>
            (isSent, OpenFlowCodec.Encode(message, version, FirstXid + xid));
    }
}
