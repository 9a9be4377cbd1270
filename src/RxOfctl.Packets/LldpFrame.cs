using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>An LLDP frame (LLDPDU, IEEE 802.1AB §8).</summary>
public sealed record LldpFrame
{
    // The raw optional TLVs: compared by content, and parsed into a list only on access.
    private readonly ByteString _optional;

    /// <summary>Initializes an empty frame.</summary>
    public LldpFrame()
    {
    }

    [SetsRequiredMembers]
    private LldpFrame(ByteString optional) => _optional = optional;

    /// <summary>
    /// The group address of the nearest bridge, 01:80:c2:00:00:0e, which bridges do not forward: the usual destination of LLDP frames.
    /// </summary>
    public static MacAddress NearestBridge => new(0x0180_c200_000e);

    /// <summary>The chassis that sends the frame.</summary>
    public required LldpChassisId ChassisId { get; init; }

    /// <summary>The port that sends the frame.</summary>
    public required LldpPortId PortId { get; init; }

    /// <summary>The seconds for which the information is valid; 120 unless set, 0 if the port shuts down.</summary>
    public ushort TimeToLive { get; init; } = 120;

    /// <summary>The TLVs between the time to live and the end, in order; of a truncated frame, those that are complete.</summary>
    /// <exception cref="ArgumentException">The list has an end TLV.</exception>
    public IReadOnlyList<LldpTlv> OptionalTlvs
    {
        get
        {
            var tlvs = new List<LldpTlv>();
            for (var offset = 0; LldpTlv.TryRead(_optional, ref offset, out var tlv);)
                tlvs.Add(tlv);
            return tlvs;
        }

        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Any(tlv => tlv.Type == LldpTlvType.End))
                throw new ArgumentException("The end TLV is written by itself; leave it out.", nameof(value));
            var bytes = new byte[value.Sum(tlv => LldpTlv.HeaderLength + tlv.Value.Length)];
            var rest = bytes.AsSpan();
            foreach (var tlv in value)
                rest = tlv.Write(rest);
            _optional = bytes;
        }
    }

    /// <summary>
    /// Reads an LLDP frame; false if it does not start with a complete chassis ID, port ID and time to live. Bytes after the end TLV
    /// are ignored.
    /// </summary>
    public static bool TryParse(ByteString bytes, [NotNullWhen(true)] out LldpFrame? frame)
    {
        frame = null;
        var offset = 0;
        if (!LldpTlv.TryRead(bytes, ref offset, out var tlv) || !LldpChassisId.TryRead(tlv, out var chassis)
            || !LldpTlv.TryRead(bytes, ref offset, out tlv) || !LldpPortId.TryRead(tlv, out var port)
            || !LldpTlv.TryRead(bytes, ref offset, out tlv) || tlv is not { Type: LldpTlvType.TimeToLive, Value.Length: >= 2 })
            return false;

        var start = offset;
        var end = offset;
        while (LldpTlv.TryRead(bytes, ref offset, out var optional) && optional.Type != LldpTlvType.End)
            end = offset;
        frame = new(bytes.Slice(start, end - start))
        {
            ChassisId = chassis,
            PortId = port,
            TimeToLive = BinaryPrimitives.ReadUInt16BigEndian(tlv.Value.Span),
        };
        return true;
    }

    /// <summary>The bytes of the frame with the end TLV.</summary>
    public ByteString ToBytes()
    {
        var chassis = ChassisId.ToTlv();
        var port = PortId.ToTlv();
        var timeToLive = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(timeToLive, TimeToLive);
        var bytes = new byte[chassis.Value.Length + port.Value.Length + timeToLive.Length + _optional.Length + 4 * LldpTlv.HeaderLength];
        var rest = port.Write(chassis.Write(bytes));
        rest = new LldpTlv(LldpTlvType.TimeToLive, timeToLive).Write(rest);
        _optional.Span.CopyTo(rest);
        return bytes;
    }

    /// <summary>The frame on one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"LLDP chassis {ChassisId} port {PortId} ttl {TimeToLive}{string.Concat(OptionalTlvs.Select(tlv => $" [{tlv}]"))}");
}
