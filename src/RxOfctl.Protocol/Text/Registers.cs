using System.Collections.Frozen;

namespace RxOfctl.Protocol.Text;

/// <summary>
/// The registers of a match. There are sixteen of 32 bits; <c>xreg</c> and <c>xxreg</c> are two and four of them under another name, the
/// first in the upper bits. <c>ovs-ofctl</c> reads all these names, writes the sixteen, and sends those that the version has: the sixteen,
/// or in OpenFlow 1.5 pairs.
/// </summary>
internal sealed class Registers
{
    private const int Count = 16;
    private const int Bits = 32;

    private static readonly OxmType[] Single =
    [
        Nxm.Reg0, Nxm.Reg1, Nxm.Reg2, Nxm.Reg3, Nxm.Reg4, Nxm.Reg5, Nxm.Reg6, Nxm.Reg7, Nxm.Reg8, Nxm.Reg9, Nxm.Reg10, Nxm.Reg11, Nxm.Reg12,
        Nxm.Reg13, Nxm.Reg14, Nxm.Reg15,
    ];

    private static readonly OxmType[] Pairs = [.. Enumerable.Range(0, Count / 2).Select(Oxm.PacketReg)];
    private static readonly OxmType[] Quadruples = [Nxm.XXReg0, Nxm.XXReg1, Nxm.XXReg2, Nxm.XXReg3];

    private static readonly FrozenDictionary<OxmType, int> First = new[] { (Single, 1), (Pairs, 2), (Quadruples, 4) }
        .SelectMany(kind => kind.Item1.Select((type, index) => (type, index * kind.Item2)))
        .ToFrozenDictionary(pair => pair.type, pair => pair.Item2);

    private readonly uint[] _values = new uint[Count];
    private readonly uint[] _masks = new uint[Count];

    /// <summary>All names of registers, in the order in which they are sent.</summary>
    public static IReadOnlyList<OxmType> All { get; } = [.. Single, .. Pairs, .. Quadruples];

    /// <summary>True for a field that is registers, all or some bits of them.</summary>
    public static bool Are(in OxmField field) => First.ContainsKey(field.Type) && field.EffectiveMask != 0;

    /// <summary>True if the registers have some of the bits of a field, of another value.</summary>
    public bool Contradict(in OxmField field)
    {
        foreach (var (register, value, mask) in Split(field))
        {
            if (((_values[register] ^ value) & _masks[register] & mask) != 0)
                return true;
        }

        return false;
    }

    /// <summary>Sets the bits that a field has. Bits that were set before get another value.</summary>
    public void Set(in OxmField field)
    {
        foreach (var (register, value, mask) in Split(field))
        {
            _values[register] = (_values[register] & ~mask) | value;
            _masks[register] |= mask;
        }
    }

    /// <summary>The registers as sixteen of 32 bits, of which those are there that have bits set.</summary>
    public IEnumerable<OxmField> ToFields() =>
        from register in Enumerable.Range(0, Count)
        where _masks[register] != 0
        select Field(Single[register], _values[register], _masks[register]);

    /// <summary>The registers as a version sends them.</summary>
    public IEnumerable<OxmField> ToFields(OpenFlowVersion version) =>
        version < OpenFlowVersion.OpenFlow15
            ? ToFields()
            : from pair in Enumerable.Range(0, Count / 2)
              let mask = Pair(_masks, pair)
              where mask != 0
              select Field(Pairs[pair], Pair(_values, pair), mask);

    private static ulong Pair(uint[] halves, int pair) => ((ulong)halves[2 * pair] << Bits) | halves[2 * pair + 1];

    private static OxmField Field(OxmType type, ulong value, ulong mask) =>
        mask == type.AllOnes ? OxmField.Exact(type, value) : OxmField.Masked(type, value, mask);

    private static IEnumerable<(int Register, uint Value, uint Mask)> Split(OxmField field)
    {
        var count = field.Type.Bits / Bits;
        for (var index = 0; index < count; index++)
        {
            var shift = Bits * (count - 1 - index);
            var mask = (uint)(field.EffectiveMask >> shift & uint.MaxValue);
            if (mask != 0)
                yield return (First[field.Type] + index, (uint)(field.Number >> shift & uint.MaxValue) & mask, mask);
        }
    }
}
