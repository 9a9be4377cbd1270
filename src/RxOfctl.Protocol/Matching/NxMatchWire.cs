namespace RxOfctl.Protocol.Matching;

/// <summary>
/// Matches in the messages of Nicira: fields without <c>ofp_match</c> around them, padded to a multiple of eight bytes (nx_match).
/// </summary>
internal static class NxMatchWire
{
    public static Match ReadMatchFields(this ref WireReader reader) => Match.ReadFields(ref reader);

    public static void WriteMatchFields(this ref WireWriter writer, Match match) => match.WriteFields(ref writer);

    public static Match ReadNxMatch(this ref WireReader reader, int length)
    {
        var fields = reader.Slice(length, WireScope.Match);
        reader.Skip(-length & 7);
        return Match.ReadFields(ref fields);
    }

    /// <summary>Writes the match with its padding.</summary>
    /// <returns>Its length without the padding.</returns>
    public static int WriteNxMatch(this ref WireWriter writer, Match match)
    {
        var start = writer.Position;
        match.WriteFields(ref writer);
        var length = writer.Position - start;
        writer.PadTo8(start);
        return length;
    }

    // The form of fields alone.
    private const byte Bare = 1;

    /// <summary>Reads a match that is fields alone, or <c>ofp_match</c> around them; it keeps which.</summary>
    public static Match ReadEitherMatch(this ref WireReader reader, int length)
    {
        // No field is as long as all fields together, so that the two cannot be taken for each other.
        var isBare = length == 0 || reader.PeekUInt32() != ((Match.TypeOxm << 16) | (uint)length);
        return isBare ? reader.ReadNxMatch(length).Of(new Kept<byte>(reader.Version, Bare)) : Match.Read(ref reader);
    }

    /// <summary>Writes a match as fields alone where it came so, else as <c>ofp_match</c>.</summary>
    /// <returns>Its length without the padding.</returns>
    public static int WriteEitherMatch(this ref WireWriter writer, Match match) =>
        match.Envelope.TryGet(writer.Version, out var form) && form == Bare ? writer.WriteNxMatch(match) : match.WriteOxm(ref writer);
}
