using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RxOfctl.Packets;
using RxOfctl.Protocol;

namespace RxOfctl.Topology.Discovery;

/// <summary>What a signed probe says.</summary>
/// <param name="Kind">LLDP gives direct links, a broadcast probe (BDDP) indirect ones.</param>
/// <param name="From">The port that it is sent from.</param>
/// <param name="Sender">The port since it appeared: a random number, see <see cref="ProbeStamp"/>.</param>
/// <param name="Sequence">Counts the probes of the port.</param>
/// <param name="SentAt">When it was made, by the scheduler's clock of the sender.</param>
internal readonly record struct Probe(LinkKind Kind, SwitchPort From, ulong Sender, uint Sequence, DateTimeOffset SentAt);

/// <summary>What the probes of a port differ in, but for the nonce.</summary>
/// <param name="Sender">A random number, so that the probes of a port before a reconnection are not taken for its own.</param>
/// <param name="Sequence">Counts the probes of the port.</param>
/// <param name="Time">When the probe was made, in units of 100 ns since the year 1.</param>
internal readonly record struct ProbeStamp(ulong Sender, uint Sequence, long Time)
{
    /// <summary>When the probe was made.</summary>
    public DateTimeOffset At => new(Time, TimeSpan.Zero);
}

/// <summary>What a frame is, of those that could be probes.</summary>
internal enum ProbeVerdict
{
    /// <summary>LLDP of some other system.</summary>
    Foreign,

    /// <summary>It names a datapath as controllers do, and has no valid signature.</summary>
    Unsigned,

    /// <summary>A probe that has the key's signature.</summary>
    Signed,
}

/// <summary>
/// Makes and reads probes. They are LLDP frames with the chassis id <c>dpid:</c> and 16 digits, the port number as port id, the time to
/// live, and an organizationally specific TLV: version (1 byte), kind (1), datapath id (8), port (4), sender (8), sequence number (4),
/// nonce (8), time (8, in units of 100 ns since the year 1), HMAC-SHA256 of these (32).
/// </summary>
internal sealed class ProbeCodec : IDisposable
{
    /// <summary>The organization that the OpenFlow specification names as its own (OFPET_EXPERIMENTER aside): 00:26:e1.</summary>
    public const uint Organization = 0x0026e1;

    /// <summary>Distinguishes these probes from other TLVs of that organization.</summary>
    public const byte Subtype = 0x52;

    private const byte FormatVersion = 1;
    private const string ChassisPrefix = "dpid:";

    // Offsets in the information of the organizationally specific TLV.
    private const int KindField = 1;
    private const int DatapathField = 2;
    private const int PortField = 10;
    private const int SenderField = 14;
    private const int SequenceField = 22;
    private const int NonceField = 26;
    private const int TimeField = 34;
    private const int MacField = 42;
    private const int InformationLength = MacField + HMACSHA256.HashSizeInBytes;

    // Offsets in the frame: Ethernet header (14 bytes), TLVs of chassis id (24), port id (7) and time to live (4).
    private const int SourceOffset = 6;
    private const int ChassisDigitsOffset = 22;
    private const int PortIdOffset = 41;
    private const int TlvOffset = 49;
    private const int TlvHeaderLength = 6;
    private const int InformationOffset = TlvOffset + TlvHeaderLength;

    private static readonly byte[] TlvHeader =
    [
        (int)LldpTlvType.OrganizationallySpecific << 1,
        InformationLength + 4,
        (byte)(Organization >> 16),
        (byte)((Organization >> 8) & 0xff),
        (byte)(Organization & 0xff),
        Subtype,
    ];

    // Keyed once. It is not thread-safe: the engine makes and reads probes under its lock.
    private readonly IncrementalHash _hmac;
    private readonly byte[] _direct;
    private readonly byte[] _indirect;

    /// <summary>Creates a codec.</summary>
    /// <param name="key">Signs the probes.</param>
    /// <param name="timeToLive">For how long others may keep what a probe says, in seconds.</param>
    public ProbeCodec(ReadOnlySpan<byte> key, ushort timeToLive)
    {
        _hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        (_direct, _indirect) = (MakeTemplate(LinkKind.Direct, timeToLive), MakeTemplate(LinkKind.Indirect, timeToLive));
    }

    /// <summary>Makes a probe.</summary>
    /// <param name="kind">LLDP or BDDP.</param>
    /// <param name="from">The port.</param>
    /// <param name="source">The port's MAC address.</param>
    /// <param name="nonce">A random number.</param>
    /// <param name="stamp">The sender, the sequence number and the time.</param>
    public byte[] Make(LinkKind kind, SwitchPort from, MacAddress source, ulong nonce, ProbeStamp stamp)
    {
        var frame = (kind == LinkKind.Direct ? _direct : _indirect).AsSpan().ToArray();
        source.Write(frame.AsSpan(SourceOffset));
        from.DatapathId.Value.TryFormat(frame.AsSpan(ChassisDigitsOffset), out _, "x16", CultureInfo.InvariantCulture);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(PortIdOffset), from.Port.Value);

        var information = frame.AsSpan(InformationOffset, InformationLength);
        BinaryPrimitives.WriteUInt64BigEndian(information[DatapathField..], from.DatapathId.Value);
        BinaryPrimitives.WriteUInt32BigEndian(information[PortField..], from.Port.Value);
        BinaryPrimitives.WriteUInt64BigEndian(information[SenderField..], stamp.Sender);
        BinaryPrimitives.WriteUInt32BigEndian(information[SequenceField..], stamp.Sequence);
        BinaryPrimitives.WriteUInt64BigEndian(information[NonceField..], nonce);
        BinaryPrimitives.WriteInt64BigEndian(information[TimeField..], stamp.Time);
        Sign(information[..MacField], information[MacField..]);
        return frame;
    }

    public void Dispose() => _hmac.Dispose();

    /// <summary>The port that a frame says it is a probe of; it may be forged.</summary>
    public static bool TryReadPort(ReadOnlySpan<byte> frame, out SwitchPort port)
    {
        var isProbe = frame.Length >= InformationOffset + InformationLength && frame[TlvOffset..].StartsWith(TlvHeader);
        port = isProbe ? PortIn(frame.Slice(InformationOffset, InformationLength)) : default;
        return isProbe;
    }

    /// <summary>Reads a frame whose EtherType is that of LLDP or BDDP.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="kind">Which of the two.</param>
    /// <param name="last">The last LLDP probe of the port that the frame names. A frame that is equal to it needs no second HMAC.</param>
    /// <param name="probe">If signed, what it says; if unsigned, <see cref="Probe.From"/> alone.</param>
    public ProbeVerdict Read(ByteString frame, LinkKind kind, ReadOnlySpan<byte> last, out Probe probe)
    {
        if (!TryReadPort(frame.Span, out var from))
            return ReadOther(frame, kind, out probe);
        var information = frame.Span.Slice(InformationOffset, InformationLength);
        var time = BinaryPrimitives.ReadInt64BigEndian(information[TimeField..]);
        if (information[0] != FormatVersion || information[KindField] != (byte)kind || time < 0 || time > DateTime.MaxValue.Ticks
            || !(frame.Span.SequenceEqual(last) || IsSigned(information)))
        {
            probe = new(kind, from, 0, 0, default);
            return ProbeVerdict.Unsigned;
        }

        probe = new(
            kind,
            from,
            BinaryPrimitives.ReadUInt64BigEndian(information[SenderField..]),
            BinaryPrimitives.ReadUInt32BigEndian(information[SequenceField..]),
            new(time, TimeSpan.Zero));
        return ProbeVerdict.Signed;
    }

    // A probe that lacks what differs from port to port and from probe to probe.
    private static byte[] MakeTemplate(LinkKind kind, ushort timeToLive)
    {
        var information = new byte[InformationLength];
        information[0] = FormatVersion;
        information[KindField] = (byte)kind;
        var frame = new LldpFrame
        {
            ChassisId = LldpChassisId.LocallyAssigned($"{ChassisPrefix}{default(DatapathId)}"),
            PortId = new(LldpPortIdSubtype.PortComponent, new byte[4]),
            TimeToLive = timeToLive,
            OptionalTlvs = [LldpTlv.OrganizationallySpecific(Organization, Subtype, information)],
        };
        return new EthernetFrame
        {
            Destination = kind == LinkKind.Direct ? LldpFrame.NearestBridge : MacAddress.Broadcast,
            EtherType = kind == LinkKind.Direct ? EtherType.Lldp : EtherType.Bddp,
            Payload = frame.ToBytes(),
        }.ToBytes().ToArray();
    }

    private static SwitchPort PortIn(ReadOnlySpan<byte> information) => new(
        BinaryPrimitives.ReadUInt64BigEndian(information[DatapathField..]), BinaryPrimitives.ReadUInt32BigEndian(information[PortField..]));

    private bool IsSigned(ReadOnlySpan<byte> information)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Sign(information[..MacField], mac);
        return CryptographicOperations.FixedTimeEquals(mac, information[MacField..]);
    }

    private void Sign(ReadOnlySpan<byte> information, Span<byte> mac)
    {
        _hmac.AppendData(information);
        _hmac.GetHashAndReset(mac);
    }

    // LLDP of another layout: that of other systems, or one that imitates a controller's.
    private static ProbeVerdict ReadOther(ByteString frame, LinkKind kind, out Probe probe)
    {
        probe = default;
        if (!LldpFrame.TryParse(frame.Slice(EthernetHeader.Length), out var lldp)
            || lldp.ChassisId.Subtype != LldpChassisIdSubtype.LocallyAssigned
            || !lldp.ChassisId.Text.StartsWith(ChassisPrefix, StringComparison.Ordinal)
            || !ulong.TryParse(
                lldp.ChassisId.Text.AsSpan(ChassisPrefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id))
            return ProbeVerdict.Foreign;
        var port = lldp.PortId.Id.Span;
        var number = port.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(port)
            : uint.TryParse(Encoding.ASCII.GetString(port), CultureInfo.InvariantCulture, out var digits) ? digits
            : 0;
        probe = new(kind, new(id, number), 0, 0, default);
        return ProbeVerdict.Unsigned;
    }
}
