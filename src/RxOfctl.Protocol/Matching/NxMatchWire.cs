using RxOfctl.Protocol.Wire;

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
}
