using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>A part of a HELLO (<c>ofp_hello_elem_header</c>, OpenFlow 1.3.5 §7.5.1). One of a type unknown is to be ignored.</summary>
/// <param name="Type">The type: 1 is the bitmap of versions.</param>
/// <param name="Data">What follows the element's header, without the padding to a multiple of eight bytes.</param>
public sealed record HelloElement(ushort Type, ByteString Data)
{
    /// <summary>The type of the element that has a bitmap of versions (OFPHET_VERSIONBITMAP).</summary>
    public const ushort VersionBitmap = 1;

    private const int HeaderLength = 4;

    /// <summary>Reads an element.</summary>
    /// <returns>Null where what is left is no element; the reader has not moved then.</returns>
    internal static HelloElement? TryRead(ref WireReader reader)
    {
        if (reader.Remaining < HeaderLength)
            return null;
        var ahead = reader;
        var type = ahead.ReadUInt16();
        var length = ahead.ReadUInt16();
        if (length < HeaderLength || length > reader.Remaining)
            return null;
        var data = ahead.ReadBytes(length - HeaderLength);
        // Some senders leave out the padding of the last element.
        ahead.Skip(Math.Min(ahead.Remaining, -length & 7));
        reader = ahead;
        return new(type, data);
    }

    internal void Write(ref WireWriter writer)
    {
        var start = writer.BeginTlv(Type);
        writer.WriteBytes(Data.Span);
        writer.EndTlv(start);
        writer.PadTo8(start);
    }
}
