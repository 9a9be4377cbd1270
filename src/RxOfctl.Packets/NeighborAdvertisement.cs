using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>The ICMPv6 statement who has an address (RFC 4861 §4.4).</summary>
public sealed record NeighborAdvertisement
{
    private const uint RouterFlag = 0x8000_0000;
    private const uint SolicitedFlag = 0x4000_0000;
    private const uint OverrideFlag = 0x2000_0000;

    /// <summary>R: the sender is a router.</summary>
    public bool Router { get; init; }

    /// <summary>S: the answer to a solicitation.</summary>
    public bool Solicited { get; init; }

    /// <summary>O: what caches hold is to be replaced.</summary>
    public bool Override { get; init; }

    /// <summary>The address that the sender has.</summary>
    public Ipv6Address Target { get; init; }

    /// <summary>The options as they stand on the wire.</summary>
    public ByteString Options { get; init; }

    /// <summary>The sender's MAC address, if that option is there. Setting it makes it the only option; null sets none.</summary>
    public MacAddress? TargetLinkLayerAddress
    {
        get => NeighborOptions.FindLinkLayerAddress(Options, NeighborOptions.TargetLinkLayerAddress);
        init => Options = value is { } address
            ? NeighborOptions.LinkLayerAddress(NeighborOptions.TargetLinkLayerAddress, address)
            : default;
    }

    /// <summary>The statement on one line.</summary>
    public override string ToString()
    {
        var flags = $"{(Router ? " router" : "")}{(Solicited ? " solicited" : "")}{(Override ? " override" : "")}";
        return $"{Target} is at {TargetLinkLayerAddress?.ToString() ?? "an address not told"}{flags}";
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
