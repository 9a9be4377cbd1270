using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>A part of a HELLO (<c>ofp_hello_elem_header</c>, OpenFlow 1.3.5 §7.5.1). One of a type unknown is to be ignored.</summary>
/// <param name="Type">The type: 1 is the bitmap of versions.</param>
/// <param name="Data">What follows the element's header, without the padding to a multiple of eight bytes.</param>
public sealed record HelloElement(ushort Type, ByteString Data) : IWireStructure<HelloElement>
{
    /// <summary>The type of the element that has a bitmap of versions (OFPHET_VERSIONBITMAP).</summary>
    public const ushort VersionBitmap = 1;

    static HelloElement IWireStructure<HelloElement>.Read(ref WireReader reader)
    {
        var start = reader.Offset;
        var data = reader.ReadTlv(out var type, multiple: 1, WireScope.Request).ReadRest();
        // Some leave out the padding of the last element.
        reader.Skip(Math.Min(reader.Remaining, -(reader.Offset - start) & 7));
        return new(type, data);
    }

    void IWireStructure<HelloElement>.Write(ref WireWriter writer)
    {
        var start = writer.BeginTlv(Type);
        writer.WriteBytes(Data.Span);
        writer.EndTlv(start);
        writer.PadTo8(start);
    }
}
