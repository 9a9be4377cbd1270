using System.Collections.Frozen;

namespace RxOfctl.Protocol.Matching;

/// <summary>The match fields that this library knows, by the header of their TLVs.</summary>
internal static class KnownFields
{
    private static readonly OxmType?[] Basic = ByNumber();

    private static readonly FrozenDictionary<(ushort Class, byte Field, uint Experimenter), OxmType> Extensions =
        new IEnumerable<OxmType>[] { Nxm.All, TunMetadataType.All, Nsh.All, NxOxm.All, EricOxm.All, OnfOxm.All }
            .SelectMany(types => types)
            .ToFrozenDictionary(type => (type.Class, type.Field, type.Experimenter));

    /// <summary>The definition of a field, or null where this library has none.</summary>
    public static OxmType? Find(ushort oxmClass, byte field, uint experimenter) => oxmClass switch
    {
        OxmClass.OpenFlowBasic => field < Basic.Length ? Basic[field] : null,
        OxmClass.PacketRegs => Oxm.PacketReg(field),
        _ => Extensions.GetValueOrDefault((oxmClass, field, experimenter)),
    };

    private static OxmType?[] ByNumber()
    {
        var types = new OxmType?[Oxm.All.Max(type => type.Field) + 1];
        foreach (var type in Oxm.All)
            types[type.Field] = type;
        return types;
    }
}
