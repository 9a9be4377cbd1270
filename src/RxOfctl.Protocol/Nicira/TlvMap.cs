using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Which option of a tunnel's header a field of tunnel metadata is (<c>nx_tlv_map</c>).</summary>
[WireStructure]
public sealed partial record TlvMap
{
    /// <summary>The option's class.</summary>
    [Field]
    public ushort OptionClass { get; init; }

    /// <summary>The option's type.</summary>
    [Field]
    public byte OptionType { get; init; }

    /// <summary>The option's length in bytes: a multiple of four, 4 to 124.</summary>
    [Field]
    public byte OptionLen { get; init; }

    /// <summary>The field: <see cref="Nxm.TunMetadata"/> of this number.</summary>
    [Field(PadAfter = 2)]
    public ushort Index { get; init; }
}
