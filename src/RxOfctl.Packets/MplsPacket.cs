using System.Diagnostics.CodeAnalysis;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>An MPLS label stack with its payload (RFC 3032).</summary>
public sealed record MplsPacket
{
    // The raw entries: compared by content.
    private readonly ByteString _stack;

    /// <summary>The label stack, the outermost entry first; at least one.</summary>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public required IReadOnlyList<MplsLabel> Labels
    {
        get => ReadLabels(_stack.Span);
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Count == 0)
                throw new ArgumentException("An MPLS label stack has at least one entry.", nameof(value));
            var stack = new byte[value.Count * MplsLabel.Length];
            for (var i = 0; i < value.Count; i++)
                value[i].Write(stack.AsSpan(i * MplsLabel.Length), bottom: i == value.Count - 1);
            _stack = stack;
        }
    }

    /// <summary>The bytes after the bottom of the stack. MPLS does not identify their protocol.</summary>
    public ByteString Payload { get; init; }

    /// <summary>The labeled IPv4 packet, if the first four bits are its version and it can be parsed.</summary>
    [DisallowNull]
    public Ipv4Packet? Ipv4
    {
        get => Ipv4Packet.TryParse(Payload, out var packet) ? packet : null;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            Payload = value.ToBytes();
        }
    }

    /// <summary>The labeled IPv6 packet, if the first four bits are its version and it can be parsed.</summary>
    [DisallowNull]
    public Ipv6Packet? Ipv6
    {
        get => Ipv6Packet.TryParse(Payload, out var packet) ? packet : null;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            Payload = value.ToBytes();
        }
    }

    /// <summary>Reads a label stack; false if it is truncated before its bottom.</summary>
    public static bool TryParse(ByteString bytes, [NotNullWhen(true)] out MplsPacket? packet)
    {
        for (var end = MplsLabel.Length; end <= bytes.Length; end += MplsLabel.Length)
        {
            if (!MplsLabel.IsBottom(bytes.Span[(end - MplsLabel.Length)..]))
                continue;
            packet = new() { Labels = ReadLabels(bytes.Span[..end]), Payload = bytes.Slice(end) };
            return true;
        }

        packet = null;
        return false;
    }

    /// <summary>The bytes of the packet.</summary>
    public ByteString ToBytes() => (byte[])[.. _stack.Span, .. Payload.Span];

    /// <summary>The packet on one line.</summary>
    public override string ToString() =>
        $"MPLS [{string.Join(", ", Labels)}] {(object?)Ipv4 ?? Ipv6 ?? (object)Names.Bytes(Payload.Length)}";

    private static MplsLabel[] ReadLabels(ReadOnlySpan<byte> stack)
    {
        var labels = new MplsLabel[stack.Length / MplsLabel.Length];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = MplsLabel.Read(stack[(i * MplsLabel.Length)..]);
        return labels;
    }
}
