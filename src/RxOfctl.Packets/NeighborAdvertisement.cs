using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>An ICMPv6 neighbor advertisement (RFC 4861 §4.4).</summary>
public sealed record NeighborAdvertisement
{
    private const uint RouterFlag = 0x8000_0000;
    private const uint SolicitedFlag = 0x4000_0000;
    private const uint OverrideFlag = 0x2000_0000;

    /// <summary>R: the sender is a router.</summary>
    public bool Router { get; init; }

    /// <summary>S: sent in reply to a solicitation.</summary>
    public bool Solicited { get; init; }

    /// <summary>O: replaces the entry in neighbor caches.</summary>
    public bool Override { get; init; }

    /// <summary>The address that is advertised.</summary>
    public Ipv6Address Target { get; init; }

    /// <summary>The raw options.</summary>
    public ByteString Options { get; init; }

    /// <summary>
    /// The sender's MAC address, if the option is present. Setting it makes it the only option; null removes all options.
    /// </summary>
    public MacAddress? TargetLinkLayerAddress
    {
        get => NeighborOptions.FindLinkLayerAddress(Options, NeighborOptions.TargetLinkLayerAddress);
        init => Options = value is { } address
            ? NeighborOptions.LinkLayerAddress(NeighborOptions.TargetLinkLayerAddress, address)
            : default;
    }

    /// <summary>The advertisement on one line.</summary>
    public override string ToString()
    {
        var flags = $"{(Router ? " router" : "")}{(Solicited ? " solicited" : "")}{(Override ? " override" : "")}";
        return $"{Target} is at {TargetLinkLayerAddress?.ToString() ?? "an unknown address"}{flags}";
    }

    internal static NeighborAdvertisement? Read(uint flags, ByteString body) => body.Length < Ipv6Address.Length
        ? null
        : new()
        {
            Router = (flags & RouterFlag) != 0,
            Solicited = (flags & SolicitedFlag) != 0,
            Override = (flags & OverrideFlag) != 0,
            Target = Ipv6Address.Read(body.Span),
            Options = body.Slice(Ipv6Address.Length),
        };

    internal uint ToRestOfHeader() => (Router ? RouterFlag : 0) | (Solicited ? SolicitedFlag : 0) | (Override ? OverrideFlag : 0);

    internal ByteString ToBytes()
    {
        var bytes = new byte[Ipv6Address.Length + Options.Length];
        Target.Write(bytes);
        Options.Span.CopyTo(bytes.AsSpan(Ipv6Address.Length));
        return bytes;
    }
}
