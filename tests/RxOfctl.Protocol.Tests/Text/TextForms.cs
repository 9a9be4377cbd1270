using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Nicira;

namespace RxOfctl.Protocol.Tests.Text;

/// <summary>
/// Different matches that are one text, for <c>ovs-ofctl</c> has one name for a field of the specification, of the ONF and of Nicira. Everything that
/// is not listed here comes back as it went.
/// </summary>
internal static class TextForms
{
    private static readonly OxmType<uint>[] Registers =
    [
        Nxm.Reg0, Nxm.Reg1, Nxm.Reg2, Nxm.Reg3, Nxm.Reg4, Nxm.Reg5, Nxm.Reg6, Nxm.Reg7, Nxm.Reg8, Nxm.Reg9, Nxm.Reg10, Nxm.Reg11, Nxm.Reg12, Nxm.Reg13,
        Nxm.Reg14, Nxm.Reg15,
    ];

    private static readonly OxmType<UInt128>[] LongRegisters = [Nxm.XXReg0, Nxm.XXReg1, Nxm.XXReg2, Nxm.XXReg3];

    /// <summary>A match as its text has it: registers of 32 bits, no masks of all ones, and no packet type where a field of Ethernet says it.</summary>
    public static Match Canonical(Match match)
    {
        var fields = match.SelectMany(Halves).Select(WithoutFullMask).Select(WithKnownFlags).ToList();
        var hasEthernet = new OxmType[] { Oxm.EthSrc, Oxm.EthDst, Oxm.EthType, Oxm.VlanVid }.Any(type => fields.Exists(field => field.Type.Equals(type)));
        return Match.Create([.. fields.Where(field => !hasEthernet || field != Oxm.PacketType.Is(0))]);
    }

    // Open vSwitch matches the flags that it knows.
    private static OxmField WithKnownFlags(OxmField field)
    {
        Match match = [field];
        return field.HasMask ? field
            : match.Get(Nxm.CtState) is { } state and <= 0xff ? Nxm.CtState.Is(state, 0xff)
            : match.Get(Nxm.TunFlags) is { } flags and <= 1 ? Nxm.TunFlags.Is(flags, 1)
            : field;
    }

    private static IEnumerable<OxmField> Halves(OxmField field)
    {
        Match match = [field];
        for (var pair = 0; pair < Registers.Length / 2; pair++)
        {
            var type = Oxm.PacketReg(pair);
            if (match.Get(type) is { } value)
                return Parts(field, value, match.GetMask(type)!.Value, 2 * pair, count: 2);
        }

        for (var index = 0; index < LongRegisters.Length; index++)
        {
            if (match.Get(LongRegisters[index]) is { } value)
                return Parts(field, value, match.GetMask(LongRegisters[index])!.Value, 4 * index, count: 4);
        }

        return [field];
    }

    private static IEnumerable<OxmField> Parts(OxmField field, UInt128 value, UInt128 mask, int first, int count) => mask == 0
        ? [field]
        : from part in Enumerable.Range(0, count)
          let shift = 32 * (count - 1 - part)
          where (uint)(mask >> shift) != 0
          select Registers[first + part].Is((uint)(value >> shift & uint.MaxValue), (uint)(mask >> shift & uint.MaxValue));

    private static OxmField WithoutFullMask(OxmField field) => field.HasMask && !field.Type.IsUnknown ? Unmasked(field, (dynamic)field.Type) : field;

    private static OxmField Unmasked<T>(OxmField field, OxmType<T> type)
        where T : struct, IEquatable<T>
    {
        Match match = [field];
        Match exact = [type.Is(match.Get(type)!.Value)];
        return exact.GetMask(type)!.Value.Equals(match.GetMask(type)!.Value) ? exact[0] : field;
    }

    /// <summary>A match with those of its fields under other definitions that were read so.</summary>
    public static Match Of(Match match, Match read) =>
        Match.Create([.. match.SelectMany(field => read.Any(other => other.Type.Equals(field.Type)) ? [Fragment(field)] : Twins(field, read))]);

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
            && other.HasMask == field.HasMask && AreSame(field, (dynamic)field.Type, other, (dynamic)other.Type));
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
