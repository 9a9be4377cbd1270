using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Tests;

/// <summary>Holds a message against its bytes, which are written in hexadecimal with comments behind <c>#</c>.</summary>
internal static class CommentedBytes
{
    private const uint Xid = 0x12345678;

    /// <summary>The message encodes to the bytes, the bytes decode to the message, and that encodes to the bytes again.</summary>
    public static void Match(OpenFlowMessage message, OpenFlowVersion version, string commented)
    {
        var bytes = Parse(commented);
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(OpenFlowCodec.Encode(message, version, Xid)));
        var decoded = OpenFlowCodec.Decode(bytes, out var xid);
        Assert.Equal(message, decoded);
        Assert.Equal(Xid, xid);
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(OpenFlowCodec.Encode(decoded, version, xid)));
    }

    /// <summary>The bytes.</summary>
    public static byte[] Parse(string commented) =>
        ByteString.FromHex(string.Concat(commented.Split('\n').Select(line => line.Split('#')[0]))).ToArray();
}
