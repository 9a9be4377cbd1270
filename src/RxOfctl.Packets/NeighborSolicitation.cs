using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>An ICMPv6 neighbor solicitation (RFC 4861 §4.3).</summary>
public sealed record NeighborSolicitation
{
    /// <summary>The address that is looked for.</summary>
    public Ipv6Address Target { get; init; }

    /// <summary>The raw options.</summary>
    public ByteString Options { get; init; }

    /// <summary>
    /// The sender's MAC address, if the option is present. Setting it makes it the only option; null removes all options.
    /// </summary>
    public MacAddress? SourceLinkLayerAddress
    {
        get => NeighborOptions.FindLinkLayerAddress(Options, NeighborOptions.SourceLinkLayerAddress);
        init => Options = value is { } address
            ? NeighborOptions.LinkLayerAddress(NeighborOptions.SourceLinkLayerAddress, address)
            : default;
    }

    /// <summary>The solicitation on one line.</summary>
    public override string ToString() => $"who has {Target}?{(SourceLinkLayerAddress is { } address ? $" tell {address}" : "")}";

    internal static NeighborSolicitation? Read(ByteString body) => body.Length < Ipv6Address.Length
        ? null
        : new() { Target = Ipv6Address.Read(body.Span), Options = body.Slice(Ipv6Address.Length) };

    internal ByteString ToBytes()
    {
        var bytes = new byte[Ipv6Address.Length + Options.Length];
        Target.Write(bytes);
        Options.Span.CopyTo(bytes.AsSpan(Ipv6Address.Length));
        return bytes;
    }
}
