using System.Buffers.Binary;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// The first message on a connection (OFPT_HELLO; <c>ofp_hello</c>, OpenFlow 1.3.5 §7.5.1). Its header has the highest version that the
/// sender speaks; a bitmap among the elements, if there is one, has all of them.
/// </summary>
[WireCode(0)]
public sealed partial record Hello : OpenFlowMessage
{
    /// <summary>The elements; none from peers that support OpenFlow 1.0 only.</summary>
    public ValueList<HelloElement> Elements { get; init; }

    /// <summary>
    /// The bytes behind the last element that are no element: all of the body in OpenFlow 1.0, which asks to ignore it; later, what begins
    /// with an element whose length is less than its header or reaches past the end of the message. It is ignored, and written as it came.
    /// </summary>
    public ByteString Body { get; init; }

    /// <summary>
    /// The versions in the bitmap, the lowest first; empty if there is no bitmap. A version may be one that this library does not know.
    /// </summary>
    public ValueList<OpenFlowVersion> Versions
    {
        get
        {
            var versions = new List<OpenFlowVersion>();
            foreach (var element in Elements)
            {
                if (element.Type != HelloElement.VersionBitmap)
                    continue;
                // The first word has the bits of versions 0 to 31; a version is a byte.
                for (var version = 0; version < Math.Min(256, 8 * (element.Data.Length & ~3)); version++)
                {
                    if ((BinaryPrimitives.ReadUInt32BigEndian(element.Data.Span[(version / 32 * 4)..]) >> (version % 32) & 1) != 0)
                        versions.Add((OpenFlowVersion)version);
                }
            }

            return versions.ToValueList();
        }
    }

    /// <summary>The HELLO of one who speaks some versions: with a bitmap, unless it is OpenFlow 1.0 alone.</summary>
    public static Hello Of(IReadOnlyCollection<OpenFlowVersion> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        if (versions.All(version => version == OpenFlowVersion.OpenFlow10))
            return new();
        // The first word has the bits of versions 0 to 31, the next those of 32 to 63, and so on.
        var bitmap = new byte[4 * ((byte)versions.Max() / 32 + 1)];
        foreach (var version in versions)
        {
            var word = bitmap.AsSpan((byte)version / 32 * 4);
            BinaryPrimitives.WriteUInt32BigEndian(word, BinaryPrimitives.ReadUInt32BigEndian(word) | 1u << ((byte)version % 32));
        }

        return new() { Elements = [new(HelloElement.VersionBitmap, bitmap)] };
    }

    /// <summary>
    /// Decides the version of a connection (OpenFlow 1.3.5 §6.3.1): the highest that both sides speak or, where the peer sent no bitmap,
    /// the lower of the two versions in the headers.
    /// </summary>
    /// <param name="own">The versions that this side speaks.</param>
    /// <param name="peerVersion">The version in the header of the peer's message, which this is.</param>
    /// <returns>The version, or null if there is none in common.</returns>
    public OpenFlowVersion? Negotiate(IReadOnlyCollection<OpenFlowVersion> own, OpenFlowVersion peerVersion)
    {
        ArgumentNullException.ThrowIfNull(own);
        var theirs = Versions;
        if (!theirs.IsEmpty)
            return own.Intersect(theirs).Select(version => (OpenFlowVersion?)version).Max();

        var highest = own.Max();
        var lower = highest < peerVersion ? highest : peerVersion;
        return own.Contains(lower) ? lower : null;
    }

    internal static Hello ReadBody(ref WireReader reader)
    {
        var elements = new HelloElement[HelloElement.Count(reader)];
        for (var index = 0; index < elements.Length; index++)
            elements[index] = HelloElement.Read(ref reader);
        return new() { Elements = new(elements), Body = reader.ReadRest() };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        if (HelloElement.Count(new WireReader(Body.Span, writer.Version)) > 0)
            throw new OpenFlowEncodeException("Hello.Body begins with an element, which belongs to Hello.Elements.");
        foreach (var element in Elements)
            element.Write(ref writer);
        writer.WriteBytes(Body.Span);
    }
}

/// <summary>A part of a HELLO (<c>ofp_hello_elem_header</c>, OpenFlow 1.3.5 §7.5.1). One of a type unknown is to be ignored.</summary>
/// <param name="Type">The type: 1 is the bitmap of versions.</param>
/// <param name="Data">What follows the element's header, without the padding to a multiple of eight bytes.</param>
public sealed record HelloElement(ushort Type, ByteString Data)
{
    /// <summary>The type of the element that has a bitmap of versions (OFPHET_VERSIONBITMAP).</summary>
    public const ushort VersionBitmap = 1;

    private const int HeaderLength = 4;

    /// <summary>How many elements there are before what is none. In OpenFlow 1.0 nothing is.</summary>
    internal static int Count(WireReader reader)
    {
        var count = 0;
        for (; reader.Version != OpenFlowVersion.OpenFlow10 && reader.Remaining >= HeaderLength; count++)
        {
            reader.Skip(2);
            var length = reader.ReadUInt16();
            if (length < HeaderLength || length - HeaderLength > reader.Remaining)
                break;
            reader.Skip(length - HeaderLength);
            SkipPadding(ref reader, length);
        }

        return count;
    }

    internal static HelloElement Read(ref WireReader reader)
    {
        var type = reader.ReadUInt16();
        var length = reader.ReadUInt16();
        var data = reader.ReadBytes(length - HeaderLength);
        SkipPadding(ref reader, length);
        return new(type, data);
    }

    // Some senders leave out the padding of the last element.
    private static void SkipPadding(ref WireReader reader, int length) => reader.Skip(Math.Min(reader.Remaining, -length & 7));

    internal void Write(ref WireWriter writer)
    {
        var start = writer.BeginTlv(Type);
        writer.WriteBytes(Data.Span);
        writer.EndTlv(start);
        writer.PadTo8(start);
    }
}
