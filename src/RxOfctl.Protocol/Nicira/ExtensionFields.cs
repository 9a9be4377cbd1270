using System.Collections.Frozen;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Onf;

namespace RxOfctl.Protocol.Nicira;

/// <summary>The match fields outside the specification that this library knows, by what their header on the wire says.</summary>
internal static class ExtensionFields
{
    private static readonly FrozenDictionary<(ushort Class, byte Field, uint Experimenter), OxmType> Types =
        new IEnumerable<OxmType>[] { Nxm.All, TunMetadataType.All, Nsh.All, NxOxm.All, EricOxm.All, OnfOxm.All }
            .SelectMany(types => types)
            .ToFrozenDictionary(type => (type.Class, type.Field, type.Experimenter));

    /// <summary>The definition of a field, or null where this library has none.</summary>
    public static OxmType? Find(ushort oxmClass, byte field, uint experimenter) => Types.GetValueOrDefault((oxmClass, field, experimenter));
}
