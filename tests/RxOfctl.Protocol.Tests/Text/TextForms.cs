using RxOfctl.Protocol.Matching;

namespace RxOfctl.Protocol.Tests.Text;

/// <summary>
/// Different matches that are one text, for <c>ovs-ofctl</c> has one name for a field of the specification, of the ONF and of Nicira. Everything that
/// is not listed here comes back as it went.
/// </summary>
internal static class TextForms
{
    /// <summary>A match as its text has it: flags with the mask of those that are known, and no packet type where a field of Ethernet says it.</summary>
    public static Match Canonical(Match match)
    {
        var hasEthernet = new OxmType[] { Oxm.EthSrc, Oxm.EthDst, Oxm.EthType, Oxm.VlanVid }.Any(type => match.Any(field => field.Type.Equals(type)));
        return Match.Create([.. match.Select(WithKnownFlags).Where(field => !hasEthernet || field != Oxm.PacketType.Is(0))]);
    }

    // Open vSwitch matches the flags that it knows.
    private static OxmField WithKnownFlags(OxmField field)
    {
        Match match = [field];
        return (match.Get(Nxm.CtState), match.GetMask(Nxm.CtState)) is ({ } state and <= 0xff, uint.MaxValue) ? Nxm.CtState.Is(state, 0xff)
            : (match.Get(Nxm.TunFlags), match.GetMask(Nxm.TunFlags)) is ({ } flags and <= 1, ushort.MaxValue) ? Nxm.TunFlags.Is(flags, 1)
            : field;
    }

    /// <summary>A match with those of its fields under other definitions that were read so.</summary>
    public static Match Of(Match match, Match read) => match.Equals(read) ? read :
        Match.Create([.. match.SelectMany(field => read.Any(other => other.Type.Equals(field.Type)) ? [Fragment(field)] : Twins(field, read).DefaultIfEmpty(field))]);

    // A later fragment is a fragment, and what is none is no later one: one word says both bits of each.
    private static OxmField Fragment(OxmField field)
    {
        Match match = [field];
        return (match.Get(Nxm.IpFrag), match.GetMask(Nxm.IpFrag)) switch
        {
            (0, 1) => Nxm.IpFrag.Is(0),
            (2, 2) => Nxm.IpFrag.Is(3),
            _ => field,
        };
    }

    private static IEnumerable<OxmField> Twins(OxmField field, Match read)
    {
        Match match = [field];
        if (match.Get(Nxm.InPort) is { } port)
            return [Oxm.InPort.Is(port)];
        if (match.Get(Nxm.IpTos) is { } tos && tos % 4 == 0)
            return [Oxm.IpDscp.Is((byte)(tos >> 2))];
        if (match.Get(Nxm.VlanTci) is { } tci)
            return Tag(tci, match.GetMask(Nxm.VlanTci)!.Value);
        return read.Where(other => other.Type.ShortName == field.Type.ShortName
            && AreSame(field, (dynamic)field.Type, other, (dynamic)other.Type));
    }

    private static bool AreSame<T>(OxmField field, OxmType<T> type, OxmField other, OxmType<T> otherType)
        where T : struct, IEquatable<T>
    {
        (Match match, Match others) = ([field], [other]);
        return Equals(match.Get(type), others.Get(otherType)) && Equals(match.GetMask(type), others.GetMask(otherType));
    }

    private static IEnumerable<OxmField> Tag(ushort tci, ushort mask)
    {
        var vid = (ushort)(mask & 0x1fff);
        yield return vid == 0x1fff ? Oxm.VlanVid.Is((ushort)(tci & vid)) : Oxm.VlanVid.Is((ushort)(tci & vid), vid);
        if (mask >> 13 == 7)
            yield return Oxm.VlanPcp.Is((byte)(tci >> 13));
    }
}
