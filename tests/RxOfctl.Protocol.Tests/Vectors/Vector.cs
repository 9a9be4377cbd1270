using System.Buffers.Binary;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Tests.Vectors;

/// <summary>A message and its bytes, written by hand from the specification.</summary>
/// <param name="message">The message.</param>
/// <param name="text">
/// Hexadecimal digits with blanks anywhere between bytes; <c>00*9</c> is a byte nine times; what follows <c>//</c> or <c>#</c> is a comment. The header
/// gives the version and the xid.
/// </param>
/// <param name="alsoIn">Other versions in which the message has the same bytes, but for the version in the header.</param>
internal sealed class Vector(OpenFlowMessage message, string text, params OpenFlowVersion[] alsoIn)
{
    public OpenFlowMessage Message { get; } = message;

    public byte[] Bytes { get; private init; } = [.. text.Split('\n').SelectMany(BytesOfLine)];

    public OpenFlowVersion Version => (OpenFlowVersion)Bytes[0];

    public uint Xid => BinaryPrimitives.ReadUInt32BigEndian(Bytes.AsSpan(4));

    /// <summary>The vector in all its versions.</summary>
    public IEnumerable<Vector> InEachVersion() =>
        alsoIn.Select(version => new Vector(Message, "") { Bytes = [(byte)version, .. Bytes[1..]] }).Prepend(this);

    public override string ToString() => $"{Message.GetType().Name} of {Version.ToText()}";

    private static IEnumerable<byte> BytesOfLine(string line) =>
        line.Split("//")[0].Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(BytesOfWord);

    private static IEnumerable<byte> BytesOfWord(string word)
    {
        var parts = word.Trim().Split('*');
        var bytes = Convert.FromHexString(parts[0]);
        return parts.Length == 1 ? bytes : Enumerable.Repeat(bytes, int.Parse(parts[1], null)).SelectMany(repeated => repeated);
    }
}

/// <summary>The vectors of one kind of message.</summary>
internal interface IVectorFile
{
    IEnumerable<Vector> Vectors { get; }
}
