namespace RxOfctl.Protocol.Generator;

/// <summary>The type of a match field's value, as the word of a table has it: <c>u32:20.hex/</c> is 20 bits in a <c>uint</c>, hexadecimal, maskable.</summary>
internal sealed class FieldKind
{
    private readonly string _type;
    private readonly string _format;

    public FieldKind(string word)
    {
        IsMaskable = word.EndsWith("/", StringComparison.Ordinal);
        var parts = word.TrimEnd('/').Split('.');
        _format = parts.Length > 1 ? parts[1] : "";
        var type = parts[0].Split('~');
        Width = type.Length > 1 ? type[1] : null;
        var size = type[0].Split(':');
        _type = size[0];
        Bits = size.Length > 1 ? size[1] : _type switch
        {
            "port" or "ipv4" => "32",
            "port16" => "16",
            "mac" => "48",
            "ipv6" => "128",
            _ => _type.Substring(1),
        };
    }

    public bool IsMaskable { get; }

    public string Bits { get; }

    /// <summary>The bytes of a value, where they are not those that the bits need.</summary>
    public string? Width { get; }

    /// <summary>Whether the definition has a class of its own.</summary>
    public bool HasOwnType => _type == "own";

    public string Type => _type switch
    {
        "port" or "port16" => "global::RxOfctl.Protocol.PortNumber",
        "mac" => "global::RxOfctl.Protocol.MacAddress",
        "ipv4" => "global::RxOfctl.Protocol.Ipv4Address",
        "ipv6" => "global::RxOfctl.Protocol.Ipv6Address",
        "u8" => "byte",
        "u16" => "ushort",
        "u32" => "uint",
        "u64" => "ulong",
        "u128" => "global::System.UInt128",
        _ => throw new InvalidOperationException($"No match field has values of the type {_type}."),
    };

    // A port without a number in 16 bits keeps its 32, which the width of the field then refuses.
    public string ToNumber => _type switch
    {
        "port16" => "value => value.TryToUInt16(out var number) ? number : value.Value",
        "port" or "mac" or "ipv4" or "ipv6" => "value => value.Value",
        _ => "value => value",
    };

    public string FromNumber => _type switch
    {
        "port16" => "number => global::RxOfctl.Protocol.PortNumber.FromUInt16((ushort)number)",
        "port" or "ipv4" => "number => new((uint)number)",
        "mac" => "number => new((ulong)number)",
        "ipv6" => "number => new(number)",
        "u128" => "number => number",
        _ => $"number => ({Type})number",
    };

    /// <summary>What writes a value as text.</summary>
    public string Format => (_format, _type) switch
    {
        ("", "port" or "port16" or "mac" or "ipv4" or "ipv6") => "ValueText.Plain",
        ("" or "dec", _) => "ValueText.Decimal",
        ("hex", _) => "ValueText.Hex",
        ("ether_type", _) => "ValueText.EtherType",
        ("packet_type", _) => "ValueText.PacketType",
        ("fragment", _) => "ValueText.Fragment",
        _ => $"value => FlagNames.{_format}.Format(value)",
    };

    /// <summary>What writes a value and its mask as text; null where both are written alike.</summary>
    public string FormatMasked => (_format, _type) switch
    {
        ("", "ipv4" or "ipv6") => "ValueText.Cidr",
        ("", "port" or "port16" or "mac") or ("dec" or "hex" or "ether_type" or "packet_type", _) => "null",
        ("", _) => "ValueText.DecimalMasked",
        ("fragment", _) => "ValueText.Fragment",
        _ => $"(value, mask) => FlagNames.{_format}.Format(value, mask)",
    };
}
