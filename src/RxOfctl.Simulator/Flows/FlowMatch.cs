using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Simulator.Fields;

namespace RxOfctl.Simulator.Flows;

/// <summary>A match, compiled for comparison with packets and with other matches.</summary>
internal sealed class FlowMatch : IEquatable<FlowMatch>
{
    private const ushort VlanPresent = 0x1000;

    private FlowMatch(Match match, FlowMask mask, ulong[] values, bool isExact10)
    {
        (Match, Mask, Values, IsExact10) = (match, mask, values, isExact10);
        Hash = FlowMask.HashCompact(values);
    }

    /// <summary>The match as it was given; in OpenFlow 1.0, without the fields that are ignored.</summary>
    public Match Match { get; }

    public FlowMask Mask { get; }

    /// <summary>The values of the mask's words.</summary>
    public ulong[] Values { get; }

    /// <summary>The hash by which the mask finds it.</summary>
    public uint Hash { get; }

    public bool IsAny => Mask.IsEmpty;

    /// <summary>True for a match of OpenFlow 1.0 without wildcards, which takes precedence over all others (OpenFlow 1.0.2 §3.4).</summary>
    public bool IsExact10 { get; }

    /// <summary>Compiles a match.</summary>
    /// <param name="match">The match.</param>
    /// <param name="version">The version of the message that it is part of.</param>
    /// <param name="masks">The masks that are shared by equal ones.</param>
    /// <exception cref="RefusedException">The match has an unknown field, or lacks the prerequisite of a field.</exception>
    public static FlowMatch Of(Match match, OpenFlowVersion version, Dictionary<FlowMask, FlowMask> masks)
    {
        Span<ulong> key = stackalloc ulong[FlowKey.Words];
        Span<ulong> bits = stackalloc ulong[FlowKey.Words];
        key.Clear();
        bits.Clear();
        foreach (var oxm in match)
            Add(oxm, match, key, bits);
        if (version >= OpenFlowVersion.OpenFlow11)
        {
            foreach (var oxm in match)
            {
                if (!PacketFields.HasPrerequisites(oxm.Type, key, bits))
                    throw new RefusedException(OpenFlowError.BadMatchBadPrereq);
            }
        }
        var isExact10 = version == OpenFlowVersion.OpenFlow10 && IsWithoutWildcards(match);
        if (version == OpenFlowVersion.OpenFlow10)
            match = Normalize(match, key, bits);

        var mask = new FlowMask(bits);
        if (!masks.TryAdd(mask, mask))
            mask = masks[mask];
        return new(match, mask, mask.Compact(key), isExact10);
    }

    public bool Matches(ReadOnlySpan<ulong> key) => Mask.Matches(key, Values);

    /// <summary>True if the other matches every packet that this one matches, as non-strict flow-mods select flows (OpenFlow 1.3.5 §6.4).</summary>
    public bool IsWithin(FlowMatch other)
    {
        for (var index = 0; index < other.Values.Length; index++)
        {
            var own = Mask.Words.IndexOf(other.Mask.Words[index]);
            var bits = other.Mask.Bits[index];
            if (own < 0 || (Mask.Bits[own] & bits) != bits || (Values[own] & bits) != other.Values[index])
                return false;
        }

        return true;
    }

    /// <summary>True if a packet could match both.</summary>
    public bool Overlaps(FlowMatch other)
    {
        for (var index = 0; index < other.Values.Length; index++)
        {
            var own = Mask.Words.IndexOf(other.Mask.Words[index]);
            if (own >= 0 && ((Values[own] ^ other.Values[index]) & Mask.Bits[own] & other.Mask.Bits[index]) != 0)
                return false;
        }

        return true;
    }

    /// <summary>Adds the matched values to a key, and their masks to its known bits.</summary>
    public void AddTo(Span<ulong> key, Span<ulong> bits)
    {
        for (var index = 0; index < Values.Length; index++)
        {
            key[Mask.Words[index]] |= Values[index];
            bits[Mask.Words[index]] |= Mask.Bits[index];
        }
    }

    public bool Equals(FlowMatch? other) =>
        other is not null && Hash == other.Hash && Mask.Equals(other.Mask) && Values.AsSpan().SequenceEqual(other.Values);

    public override bool Equals(object? obj) => Equals(obj as FlowMatch);

    public override int GetHashCode() => (int)Hash;

    private static void Add(OxmField oxm, Match match, Span<ulong> key, Span<ulong> bits)
    {
        var field = PacketFields.Find(oxm.Type) ?? throw new RefusedException(OpenFlowError.BadMatchBadField);
        var (value, mask) = field.InMatch(match);
        if (field.Type.Equals(Oxm.VlanVid) && value != 0 && (mask & VlanPresent) != 0 && (value & VlanPresent) == 0)
            throw new RefusedException(OpenFlowError.BadMatchBadValue);
        // Several fields may share bits, as xreg0 and reg1 do.
        if ((field.Get(bits) & mask & (field.Get(key) ^ value)) != 0)
            throw new RefusedException(OpenFlowError.BadMatchDupField);
        field.Put(key, field.Get(key) | value);
        field.Put(bits, field.Get(bits) | mask);
    }

    // OpenFlow 1.0 ignores fields of headers that the match does not ask for (OpenFlow 1.0.2 §3.4).
    private static Match Normalize(Match match, Span<ulong> key, Span<ulong> bits)
    {
        // A priority without an id matches any tag of that priority.
        if (match.Get(Oxm.VlanPcp) is not null && match.Get(Oxm.VlanVid) is null)
        {
            key[FlowKey.EthSrc] |= VlanPresent;
            bits[FlowKey.EthSrc] |= VlanPresent;
        }

        Span<ulong> ignored = stackalloc ulong[FlowKey.Words];
        ignored.Clear();
        var counting = new List<OxmField>();
        foreach (var oxm in match)
        {
            var field = PacketFields.Find(oxm.Type)!;
            if (PacketFields.HasPrerequisites(oxm.Type, key, bits))
                counting.Add(oxm);
            else
                field.Put(ignored, field.AllOnes);
        }

        for (var word = 0; word < FlowKey.Words; word++)
        {
            key[word] &= ~ignored[word];
            bits[word] &= ~ignored[word];
        }

        return counting.Count == match.Count ? match : Match.Create([.. counting]);
    }

    // The twelve fields of OpenFlow 1.0 without masks.
    private static bool IsWithoutWildcards(Match match)
    {
        const int Fields = 12;
        if (match.Count != Fields)
            return false;
        foreach (var oxm in match)
        {
            if (oxm.HasMask)
                return false;
        }

        return true;
    }
}
