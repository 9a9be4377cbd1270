using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Switches;

namespace RxOfctl.Simulator.Flows;

/// <summary>A match made ready to be compared with packets and with other matches.</summary>
internal sealed class FlowMatch : IEquatable<FlowMatch>
{
    private const ushort VlanPresent = 0x1000;

    // In the order of the fields' names, without those that match anything: equal matches have equal terms.
    private readonly Term[] _terms;

    private FlowMatch(Match match, Term[] terms)
    {
        Match = match;
        _terms = terms;
    }

    /// <summary>The match as it was given; in OpenFlow 1.0, without the fields that do not count.</summary>
    public Match Match { get; }

    public bool IsAny => _terms.Length == 0;

    /// <summary>Makes a match ready.</summary>
    /// <exception cref="RefusedException">The match has a field that is not known, or lacks one that another depends on.</exception>
    public static FlowMatch Of(Match match, OpenFlowVersion version)
    {
        // OpenFlow 1.0 ignores fields of headers that the match does not ask for (§3.4); later versions refuse them.
        if (version == OpenFlowVersion.OpenFlow10)
            match = Match.Create([.. match.Where(field => PacketFields.Find(field.Type)?.HasPrerequisites(match) ?? true)]);
        var terms = new List<Term>();
        foreach (var oxm in match)
        {
            var field = PacketFields.Find(oxm.Type) ?? throw new RefusedException(OpenFlowError.BadMatchBadField);
            if (!field.HasPrerequisites(match))
                throw new RefusedException(OpenFlowError.BadMatchBadPrereq);
            var (value, mask) = field.InMatch(match);
            if (field.Type.Equals(Oxm.VlanVid) && value != 0 && (mask & VlanPresent) != 0 && (value & VlanPresent) == 0)
                throw new RefusedException(OpenFlowError.BadMatchBadValue);
            if (mask != 0)
                terms.Add(new(field, value, mask));
        }

        return new(match, [.. terms.OrderBy(term => term.Field.Type.Name, StringComparer.Ordinal)]);
    }

    public bool Matches(Packet packet)
    {
        foreach (ref readonly var term in _terms.AsSpan())
        {
            if (term.Field.InPacket(packet) is not { } value || (value & term.Mask) != term.Value)
                return false;
        }

        return true;
    }

    /// <summary>Whether every packet that this matches is matched by the other too: what flow-mods that are not strict ask (OpenFlow 1.3.5 §6.4).</summary>
    public bool IsWithin(FlowMatch other)
    {
        foreach (ref readonly var wide in other._terms.AsSpan())
        {
            if (Find(wide.Field) is not { } own || (own.Mask & wide.Mask) != wide.Mask || (own.Value & wide.Mask) != wide.Value)
                return false;
        }

        return true;
    }

    /// <summary>Whether a packet could match both.</summary>
    public bool Overlaps(FlowMatch other)
    {
        foreach (ref readonly var theirs in other._terms.AsSpan())
        {
            if (Find(theirs.Field) is { } own && ((own.Value ^ theirs.Value) & own.Mask & theirs.Mask) != 0)
                return false;
        }

        return true;
    }

    public bool Equals(FlowMatch? other) => other is not null && _terms.AsSpan().SequenceEqual(other._terms);

    public override bool Equals(object? obj) => Equals(obj as FlowMatch);

    public override int GetHashCode() => _terms.Aggregate(0, (hash, term) => HashCode.Combine(hash, term));

    private Term? Find(PacketField field)
    {
        foreach (ref readonly var term in _terms.AsSpan())
        {
            if (term.Field == field)
                return term;
        }

        return null;
    }

    private readonly record struct Term(PacketField Field, UInt128 Value, UInt128 Mask);
}
