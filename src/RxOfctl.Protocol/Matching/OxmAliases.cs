using System.Collections.Frozen;

namespace RxOfctl.Protocol.Matching;

/// <summary>
/// Match fields that have several names on the wire: those of Nicira that the specification took over, and registers, which are 32, 64 or
/// 128 bits of the same memory. Of each group one is canonical: the specification's field, the register of 32 bits.
/// </summary>
internal static class OxmAliases
{
    private const int TagPresent = 0x1000;
    private const int VidMask = 0x1fff;
    private const int PcpMask = 0xe000;
    private const int PcpShift = 13;
    private const int DscpShift = 2;
    private const int EcnMask = 3;

    private static readonly OxmType<uint>[] Registers =
    [
        Nxm.Reg0, Nxm.Reg1, Nxm.Reg2, Nxm.Reg3, Nxm.Reg4, Nxm.Reg5, Nxm.Reg6, Nxm.Reg7,
        Nxm.Reg8, Nxm.Reg9, Nxm.Reg10, Nxm.Reg11, Nxm.Reg12, Nxm.Reg13, Nxm.Reg14, Nxm.Reg15,
    ];

    // The registers of 32 bits that a longer one consists of: from where, and how many.
    private static readonly FrozenDictionary<OxmType, (int First, int Count)> LongRegisters = Enumerable.Range(0, 8)
        .Select(number => new KeyValuePair<OxmType, (int, int)>(Oxm.PacketReg(number), (2 * number, 2)))
        .Concat(new[] { Nxm.XXReg0, Nxm.XXReg1, Nxm.XXReg2, Nxm.XXReg3 }
            .Select((type, number) => new KeyValuePair<OxmType, (int, int)>(type, (4 * number, 4))))
        .ToFrozenDictionary();

    /// <summary>The fields of Nicira that are the same as one of the specification, by that one.</summary>
    public static FrozenDictionary<OxmType, OxmType> Twins { get; } =
        Nxm.All.Where(type => type.SameAs is not null).ToFrozenDictionary(type => type.SameAs!);

    /// <summary>Fields by their canonical names.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="canonical">Them, or the same array where all have their canonical names.</param>
    /// <returns>True if some had others.</returns>
    public static bool Canonical(OxmField[] fields, out OxmField[] canonical)
    {
        canonical = fields;
        var index = 0;
        while (index < fields.Length && !IsAlias(fields[index]))
            index++;
        if (index == fields.Length)
            return false;
        var all = new List<OxmField>(fields.Length + 1);
        foreach (ref readonly var field in fields.AsSpan())
            AddCanonical(all, field);
        canonical = [.. all];
        return true;
    }

    /// <summary>Finds a field among others that have it by another name, or parts of it.</summary>
    public static bool TryFind(OxmType type, OxmField[] fields, out OxmField field)
    {
        field = default;
        var isCanonical = !Canonical(fields, out var canonical);
        if (LongRegisters.TryGetValue(type, out var register))
            return TryJoin(type, register.First, register.Count, canonical, out field);
        if (type.SameAs is { } specified)
            return TryRename(type, specified, canonical, out field);
        return !isCanonical && TryRename(type, type, canonical, out field);
    }

    /// <summary>
    /// Fields by the names that the messages of Nicira have for them in OpenFlow 1.0 and 1.1: Nicira's own, where there is one.
    /// </summary>
    public static OxmField[] ToNicira(OxmField[] fields)
    {
        var all = new List<OxmField>(fields.Length);
        var pcp = Array.Find(fields, field => field.Type.Equals(Oxm.VlanPcp));
        var hasVid = Array.Exists(fields, field => field.Type.Equals(Oxm.VlanVid));
        foreach (ref readonly var field in fields.AsSpan())
        {
            if (field.Type.Equals(Oxm.VlanVid))
                all.Add(Tag((int)field.Number, (int)field.EffectiveMask, pcp));
            else if (field.Type.Equals(Oxm.VlanPcp) && !hasVid)
                all.Add(Tag(TagPresent, TagPresent, pcp));
            else if (field.Type.Equals(Oxm.IpDscp) && !field.HasMask)
                all.Add(OxmField.Exact(Nxm.IpTos, field.Number << DscpShift));
            else if (field.Type.Equals(Oxm.InPort) && Oxm.InPort.ValueOf(field).TryToUInt16(out var port))
                all.Add(OxmField.Exact(Nxm.InPort, port));
            else if (!field.Type.Equals(Oxm.VlanPcp))
                all.Add(Twins.TryGetValue(field.Type, out var twin) ? Renamed(twin, field) : field);
        }

        return [.. all];
    }

    // Id and priority in one field of 16 bits.
    private static OxmField Tag(int vid, int vidMask, in OxmField pcp)
    {
        var (value, mask) = pcp.IsDefault ? (vid, vidMask) : (vid | ((int)pcp.Number << PcpShift), vidMask | PcpMask);
        return Field(Nxm.VlanTci, (UInt128)value, (UInt128)mask);
    }

    private static bool TryRename(OxmType type, OxmType specified, OxmField[] fields, out OxmField field)
    {
        var index = Array.FindIndex(fields, other => other.Type.Equals(specified));
        field = index < 0 ? default : Renamed(type, fields[index]);
        return index >= 0;
    }

    private static bool TryJoin(OxmType type, int first, int count, OxmField[] fields, out OxmField field)
    {
        var (number, mask) = (UInt128.Zero, UInt128.Zero);
        for (var part = 0; part < count; part++)
        {
            (number, mask) = (number << 32, mask << 32);
            if (TryRename(Registers[first + part], Registers[first + part], fields, out var own))
                (number, mask) = (number | own.Number, mask | own.EffectiveMask);
        }

        field = Field(type, number, mask);
        return mask != 0;
    }

    private static bool IsAlias(in OxmField field)
    {
        var type = field.Type;
        return type.Class != OxmClass.OpenFlowBasic
            && (type.SameAs is not null || LongRegisters.ContainsKey(type) || type.Equals(Nxm.InPort)
                || (type.Equals(Nxm.IpTos) && IsDscp(field)) || (type.Equals(Nxm.VlanTci) && IsTag(field)));
    }

    private static void AddCanonical(List<OxmField> fields, in OxmField field)
    {
        var type = field.Type;
        if (type.SameAs is { } specified)
            Add(fields, Renamed(specified, field));
        else if (LongRegisters.TryGetValue(type, out var register))
            AddRegisters(fields, field, register.First, register.Count);
        else if (type.Equals(Nxm.InPort))
            Add(fields, Oxm.InPort.Is(PortNumber.FromUInt16((ushort)field.Number)));
        else if (type.Equals(Nxm.IpTos) && IsDscp(field))
            Add(fields, OxmField.Exact(Oxm.IpDscp, field.Number >> DscpShift));
        else if (type.Equals(Nxm.VlanTci) && IsTag(field))
            AddTag(fields, (int)field.Number, (int)field.EffectiveMask);
        else
            Add(fields, field);
    }

    private static void AddRegisters(List<OxmField> fields, in OxmField field, int first, int count)
    {
        for (var part = 0; part < count; part++)
        {
            var shift = 32 * (count - 1 - part);
            var (number, mask) = ((field.Number >> shift) & uint.MaxValue, (field.EffectiveMask >> shift) & uint.MaxValue);
            if (mask != 0)
                Add(fields, Field(Registers[first + part], number, mask));
        }
    }

    private static void AddTag(List<OxmField> fields, int tci, int mask)
    {
        Add(fields, Field(Oxm.VlanVid, (UInt128)(tci & VidMask), (UInt128)(mask & VidMask)));
        if ((mask & PcpMask) != 0 && (tci & TagPresent) != 0)
            Add(fields, OxmField.Exact(Oxm.VlanPcp, (UInt128)(tci >> PcpShift)));
    }

    // A match may name parts of one register twice.
    private static void Add(List<OxmField> fields, OxmField field)
    {
        var index = fields.FindIndex(other => other.Type.Equals(field.Type));
        if (index < 0)
            fields.Add(field);
        else if (!field.Type.IsRaw)
            fields[index] = Field(field.Type, fields[index].Number | field.Number, fields[index].EffectiveMask | field.EffectiveMask);
    }

    private static OxmField Field(OxmType type, UInt128 number, UInt128 mask) =>
        mask == type.AllOnes ? OxmField.Exact(type, number) : OxmField.Masked(type, number, mask);

    private static OxmField Renamed(OxmType type, in OxmField field) =>
        field.HasMask ? OxmField.Masked(type, field.Number, field.Mask) : OxmField.Exact(type, field.Number);

    private static bool IsDscp(in OxmField field) => !field.IsPartial && ((int)field.Number & EcnMask) == 0;

    // The specification has all of the priority or nothing, and only beside a tag.
    private static bool IsTag(in OxmField field)
    {
        var (value, mask) = ((int)field.Number, (int)field.EffectiveMask);
        return (mask & VidMask) != 0 && ((mask & PcpMask) == 0 || ((mask & PcpMask) == PcpMask && (mask & TagPresent) != 0));
    }
}
