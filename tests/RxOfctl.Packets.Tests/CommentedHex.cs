using RxOfctl.Protocol;

namespace RxOfctl.Packets.Tests;

/// <summary>Bytes written as hexadecimal digits, with comments from a <c>#</c> to the end of its line.</summary>
internal static class CommentedHex
{
    public static ByteString Bytes(string text) =>
        ByteString.FromHex(string.Concat(text.Split('\n').Select(line => line.Split('#')[0])));
}
