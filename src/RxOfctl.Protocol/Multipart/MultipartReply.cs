using System.Diagnostics.CodeAnalysis;

namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Brings statistics or descriptions (OFPT_MULTIPART_REPLY; <c>ofp_multipart_reply</c>, OpenFlow 1.3.5 §7.3.5; OFPT_STATS_REPLY before
/// 1.3). The kind is the multipart type (<c>ofp_multipart_type</c>).
/// </summary>
[WireFamily(FormMethod = nameof(MultipartFormIn), WriteMethod = nameof(WriteMultipart))]
[WireCode(17, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadAny))]
[WireCode(19, From = OpenFlowVersion.OpenFlow11, ReadBy = nameof(ReadAny))]
public abstract partial record MultipartReply : MultipartMessage
{
    /// <summary>This part of a reply and the next one as one, if they list entries.</summary>
    /// <param name="next">The next part.</param>
    /// <returns>Null if the two are no parts of one list.</returns>
    public virtual MultipartReply? Join(MultipartReply next) => null;

    internal static MultipartReply ReadAny(ref WireReader reader)
    {
        var type = reader.ReadUInt16();
        var flags = reader.ReadMultipartFlags();
        var reply = ReadKnown(type, ref reader) ?? new UnknownMultipartReply(type, reader.ReadRest());
        return flags == MultipartFlags.None ? reply : reply with { Flags = flags };
    }
}

/// <summary>A multipart reply that lists entries, of which each part brings some.</summary>
/// <typeparam name="TEntry">One entry.</typeparam>
[SuppressMessage("Design", "CA1005", Justification = "One type parameter.")]
public abstract record MultipartReply<TEntry> : MultipartReply
{
    /// <summary>The entries of this part.</summary>
    [Field(Malformed = nameof(Malformed))]
    public ValueList<TEntry> Body { get; init; }

    /// <summary>The entries that could not be decoded; empty in nearly all replies.</summary>
    public ValueList<MalformedEntry> Malformed { get; internal init; }

    /// <inheritdoc/>
    public override MultipartReply? Join(MultipartReply next)
    {
        if (next is not MultipartReply<TEntry> other || other.GetType() != GetType())
            return null;
        var count = Body.Count + Malformed.Count;
        var malformed = other.Malformed.IsEmpty ? Malformed
            : Malformed.Concat(other.Malformed.Select(entry => entry with { Index = entry.Index + count }).ToValueList());
        return this with { Body = Body.Concat(other.Body), Malformed = malformed, Flags = other.Flags };
    }
}

/// <summary>
/// An entry of a multipart reply that could not be decoded, although its length is sound. It costs no other entry, and is encoded as it
/// came, in the same version.
/// </summary>
/// <param name="Index">Its place among all entries of the message, from 0 on, those that could not be decoded included.</param>
/// <param name="Version">The version in which it came.</param>
/// <param name="Bytes">All of its bytes.</param>
/// <param name="Reason">What is wrong with it, and at which byte of the message.</param>
public sealed record MalformedEntry(int Index, OpenFlowVersion Version, ByteString Bytes, string Reason);

/// <summary>A multipart reply of a type that this library does not know in the version in which it came. Its bytes are kept.</summary>
/// <param name="Type">The type (<c>ofp_multipart_type</c>).</param>
/// <param name="Body">What follows flags and padding.</param>
public sealed record UnknownMultipartReply(ushort Type, ByteString Body) : MultipartReply
{
    internal override WireForm MultipartFormIn(OpenFlowVersion version, EncodeOptions options) => new(1, Type);

    internal override void WriteMultipart(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}

/// <summary>
/// An experimenter's multipart reply that this library does not know (OFPMP_EXPERIMENTER, OpenFlow 1.3.5 §7.3.5.15; OFPST_VENDOR in 1.0).
/// </summary>
[WireCode(MultipartWire.Experimenter, ReadBy = nameof(ReadExtension))]
public sealed partial record ExperimenterMultipartReply : MultipartReply
{
    /// <summary>The experimenter: an IEEE OUI, or a number above 0x00ffffff that the ONF gave.</summary>
    public uint ExperimenterId { get; init; }

    /// <summary>
    /// The type that the experimenter gave; OpenFlow 1.1 and later. In 1.0 it is part of <see cref="Data"/>, if there is one.
    /// </summary>
    [Field(From = OpenFlowVersion.OpenFlow11)]
    public uint ExpType { get; init; }

    /// <summary>What follows, of this part.</summary>
    public ByteString Data { get; init; }

    internal static MultipartReply ReadExtension(ref WireReader reader)
    {
        var ahead = reader;
        if (!ahead.TryReadMultipartExperimenter(out var experimenter, out var type)
            || ReadExperimenter(experimenter, type, ref ahead) is not { } known)
            return ReadBody(ref reader);
        reader = ahead;
        return known;
    }
}

/// <summary>The entries of a reply on the wire, and those that cannot be decoded.</summary>
internal static class EntryWire
{
    /// <summary>
    /// Entries up to the end. One that is malformed is passed over where its length is sound; else it is refused, as all else is.
    /// </summary>
    /// <exception cref="OpenFlowDecodeException">An entry is malformed that has no length of its own, or a wrong one.</exception>
    public static ValueList<T> ReadEntries<T>(this ref WireReader reader, out ValueList<MalformedEntry> malformed)
        where T : IWireStructure<T>
    {
        malformed = default;
        var ahead = reader;
        try
        {
            return reader.ReadList<T>();
        }
        catch (OpenFlowDecodeException) when (T.HasLength(ahead.Version))
        {
            reader = ahead;
            return ReadSoundEntries<T>(ref reader, out malformed);
        }
    }

    private static ValueList<T> ReadSoundEntries<T>(ref WireReader reader, out ValueList<MalformedEntry> malformed)
        where T : IWireStructure<T>
    {
        var (items, others) = (new List<T>(), new List<MalformedEntry>());
        while (reader.Remaining > 0)
        {
            var entry = reader;
            try
            {
                items.Add(T.Read(ref reader));
            }
            // The reader has moved past the entry where the entry's length is sound.
            catch (OpenFlowDecodeException exception) when (reader.Remaining < entry.Remaining)
            {
                var bytes = entry.ReadBytes(entry.Remaining - reader.Remaining);
                others.Add(new(items.Count + others.Count, entry.Version, bytes, exception.Message));
            }
        }

        malformed = ValueList.Take(others);
        return ValueList.Take(items);
    }

    /// <summary>Writes entries, and at their places those that could not be decoded.</summary>
    /// <exception cref="UnsupportedByVersionException">One of those came in another version.</exception>
    public static void WriteEntries<T>(this ref WireWriter writer, ValueList<T> items, ValueList<MalformedEntry> malformed, string member)
        where T : IWireStructure<T>
    {
        if (malformed.IsEmpty)
        {
            writer.WriteList(items);
            return;
        }

        var (index, next) = (0, 0);
        while (index < items.Count || next < malformed.Count)
        {
            if (next < malformed.Count && (malformed[next].Index <= index + next || index == items.Count))
            {
                writer.RefuseIf(malformed[next].Version != writer.Version, member);
                writer.WriteBytes(malformed[next++].Bytes.Span);
            }
            else
            {
                writer.WriteStructure(items[index++]);
            }
        }
    }
}
