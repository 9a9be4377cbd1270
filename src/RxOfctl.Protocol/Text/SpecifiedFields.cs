using System.Collections.Frozen;

namespace RxOfctl.Protocol.Text;

/// <summary>
/// A match with the fields of the specification in the places of those of Nicira that mean the same. <c>ovs-ofctl</c> has one name for
/// both.
/// </summary>
internal static class SpecifiedFields
{
    private const int VlanMask = 0x1fff;
    private const int PcpMask = 0xe000;
    private const byte EcnMask = 3;

    private static readonly FrozenDictionary<OxmType, OxmType> Twins =
        OxmAliases.Twins.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The match. A field that could be written by its header only, by whichever of them, stays what it is.</summary>
    /// <param name="match">What is to be written.</param>
    /// <param name="isPlain">Whether a field of a match has a name in words.</param>
    public static Match Of(Match match, Func<OxmField, Match, bool> isPlain)
    {
        if (match.All(field => field.Type.Class is not (OxmClass.Nxm0 or OxmClass.Nxm1)))
            return match;
        var kept = new HashSet<OxmType>();
        while (true)
        {
            var (fields, sources) = Translated(match, kept);
            var specified = Match.Create([.. fields]);
            // One that stays may be what another one needs.
            var count = kept.Count;
            kept.UnionWith(fields.Zip(sources).Where(pair => !isPlain(pair.First, specified)).Select(pair => pair.Second));
            if (kept.Count == count || fields.SequenceEqual(match))
                return specified;
        }
    }

    private static (List<OxmField> Fields, List<OxmType> Sources) Translated(Match match, HashSet<OxmType> kept)
    {
        var (fields, sources) = (new List<OxmField>(match.Count), new List<OxmType>(match.Count));
        foreach (var field in match)
        {
            var count = fields.Count;
            if (kept.Contains(field.Type))
                fields.Add(field);
            else
                Add(fields, field);
            // Beside the specification's own field it stays what it is.
            for (var index = count; index < fields.Count; index++)
            {
                if (fields[index].Type.Equals(field.Type) || !Has(match, fields, index))
                    continue;
                fields.RemoveRange(count, fields.Count - count);
                fields.Add(field);
            }

            while (sources.Count < fields.Count)
                sources.Add(field.Type);
        }

        return (fields, sources);
    }

    private static bool Has(Match match, List<OxmField> fields, int index) =>
        match.TryFind(fields[index].Type, out _) || fields.FindIndex(other => other.Type.Equals(fields[index].Type)) < index;

    private static void Add(List<OxmField> fields, OxmField field)
    {
        var type = field.Type;
        if (Twins.TryGetValue(type, out var specified))
            fields.Add(field.HasMask ? OxmField.Masked(specified, field.Number, field.Mask) : OxmField.Exact(specified, field.Number));
        else if (type.Equals(Nxm.InPort))
            fields.Add(Oxm.InPort.Is(PortNumber.FromUInt16((ushort)field.Number)));
        else if (type.Equals(Nxm.IpTos) && !field.HasMask && ((byte)field.Number & EcnMask) == 0)
            fields.Add(OxmField.Exact(Oxm.IpDscp, field.Number >> 2));
        else if (type.Equals(Nxm.VlanTci) && IsTag(field))
            VlanText.OfTci((ushort)field.Number, (ushort)field.EffectiveMask).AddTo(fields);
        else
            fields.Add(field);
    }

    // Of the priority the specification has all or nothing, and only beside an id.
    private static bool IsTag(in OxmField field)
    {
        var (value, mask) = ((int)field.Number, (int)field.EffectiveMask);
        return (mask & VlanMask) != 0 && ((mask & PcpMask) == 0 || ((mask & PcpMask) == PcpMask && (value & VlanMask) != 0));
    }
}
