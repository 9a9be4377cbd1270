using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Tests.Vectors;

namespace RxOfctl.Protocol.Tests.Malformed;

/// <summary>Frames to spoil, and what must hold whatever bytes come.</summary>
internal static class Frames
{
    /// <summary>Every vector of ours, and the recorded messages where they are there.</summary>
    public static IEnumerable<byte[]> All =>
    [
        .. VectorTests.All.Select(vector => vector.Bytes),
        .. Properties.ProtocolTypes.AllVersions.Where(version => version != OpenFlowVersion.OpenFlow11).SelectMany(version => RecordedVectors.Of($"of1{(byte)version - 1}")).Select(vector => vector.Bytes),
    ];

    /// <summary>
    /// Decodes a frame or refuses it. What decodes is encoded and decoded again to an equal message; what is refused is refused at a byte of
    /// the frame, with an error that its version has.
    /// </summary>
    /// <returns>The refusal, or null.</returns>
    public static OpenFlowDecodeException? DecodeOrRefuse(ReadOnlySpan<byte> frame)
    {
        OpenFlowMessage message;
        uint xid;
        var version = frame.IsEmpty || frame[0] is 0 or > (byte)OpenFlowVersion.OpenFlow15 ? OpenFlowVersion.OpenFlow15 : (OpenFlowVersion)frame[0];
        try
        {
            message = OpenFlowCodec.Decode(frame, out xid);
        }
        catch (OpenFlowDecodeException refusal)
        {
            Assert.InRange(refusal.Offset, 0, frame.Length);
            Assert.True(
                refusal.Error.TryGetNumbers(version, out _, out _) || refusal.Error.TryGetExperimenterNumbers(version, out _, out _, out _),
                $"{version.ToText()} has no numbers for {refusal.Error}.");
            return refusal;
        }

        var again = OpenFlowCodec.Encode(message, version, xid);
        Assert.Equal(message, OpenFlowCodec.Decode(again, out _));
        return null;
    }

    /// <summary>How many entries of a reply could not be decoded.</summary>
    public static int MalformedEntries(OpenFlowMessage message) =>
        message.GetType().GetProperty(nameof(FlowStatsReply.Malformed))?.GetValue(message) is ValueList<MalformedEntry> entries ? entries.Count : 0;

    /// <summary>Asserts that a frame is refused with an error.</summary>
    public static void AssertRefused(OpenFlowError error, string hex)
    {
        var refusal = DecodeOrRefuse(ByteString.FromHex(hex).Span);
        Assert.NotNull(refusal);
        Assert.Equal(error, refusal.Error);
    }
}
