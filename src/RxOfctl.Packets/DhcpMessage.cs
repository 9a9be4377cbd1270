using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>A DHCP message of IPv4 (RFC 2131 §2).</summary>
public sealed record DhcpMessage
{
    /// <summary>The length of the fixed part in bytes, including the magic cookie.</summary>
    public const int HeaderLength = 240;

    private const uint MagicCookie = 0x6382_5363;
    private const int HardwareAddressField = 28;
    private const int HardwareAddressFieldLength = 16;
    private const int ServerNameField = 44;
    private const int ServerNameLength = 64;
    private const int BootFileField = 108;
    private const int BootFileLength = 128;
    private const int MagicCookieField = 236;
    private const ushort BroadcastFlag = 0x8000;

    private static ByteString NoHardwareAddress { get; } = new byte[HardwareAddressFieldLength];
    private static ByteString NoOptions { get; } = (byte[])[(byte)DhcpOptionCode.End];

    // The raw field and options: bytes after an address or the end option are kept, and compared by content.
    private readonly ByteString _hardwareAddress = NoHardwareAddress;
    private readonly ByteString _options = NoOptions;

    /// <summary>Initializes an empty message.</summary>
    public DhcpMessage()
    {
    }

    private DhcpMessage(ByteString hardwareAddress, ByteString options) => (_hardwareAddress, _options) = (hardwareAddress, options);

    /// <summary>The kind of sender (<c>op</c>).</summary>
    public DhcpOperation Operation { get; init; } = DhcpOperation.BootRequest;

    /// <summary>The kind of hardware address (<c>htype</c>); 1, Ethernet, unless set.</summary>
    public byte HardwareType { get; init; } = 1;

    /// <summary>The length of the hardware address in bytes (<c>hlen</c>); 6 unless set.</summary>
    public byte HardwareAddressLength { get; init; } = MacAddress.Length;

    /// <summary>The number of relay agents that have forwarded the message (<c>hops</c>).</summary>
    public byte Hops { get; init; }

    /// <summary>The number that a request and its answers share (<c>xid</c>).</summary>
    public uint TransactionId { get; init; }

    /// <summary>The seconds since the client began (<c>secs</c>).</summary>
    public ushort Seconds { get; init; }

    /// <summary>The flags (<c>flags</c>): 0x8000 is <see cref="Broadcast"/>, the rest is zero.</summary>
    public ushort Flags { get; init; }

    /// <summary>
    /// Whether replies must be broadcast, because the client cannot receive unicast yet. Setting it changes that bit of <see cref="Flags"/>
    /// only.
    /// </summary>
    public bool Broadcast
    {
        get => (Flags & BroadcastFlag) != 0;
        init => Flags = (ushort)(value ? Flags | BroadcastFlag : Flags & ~BroadcastFlag);
    }

    /// <summary>The address that the client has (<c>ciaddr</c>).</summary>
    public Ipv4Address ClientAddress { get; init; }

    /// <summary>The address that is given to the client (<c>yiaddr</c>).</summary>
    public Ipv4Address YourAddress { get; init; }

    /// <summary>The server to boot from (<c>siaddr</c>).</summary>
    public Ipv4Address ServerAddress { get; init; }

    /// <summary>The relay agent (<c>giaddr</c>).</summary>
    public Ipv4Address RelayAddress { get; init; }

    /// <summary>The client's MAC address (the first six bytes of <c>chaddr</c>).</summary>
    public MacAddress ClientHardwareAddress
    {
        get => MacAddress.Read(_hardwareAddress.Span);
        init
        {
            var padded = new byte[HardwareAddressFieldLength];
            value.Write(padded);
            _hardwareAddress = padded;
        }
    }

    /// <summary>
    /// The server's name (<c>sname</c>), at most 64 characters of Latin-1, a byte each; zeros at the end are not part of it.
    /// </summary>
    /// <exception cref="ArgumentException">The value is longer or has other characters.</exception>
    public string ServerName { get; init => field = CheckText(value, ServerNameLength); } = "";

    /// <summary>
    /// The file to boot (<c>file</c>), at most 128 characters of Latin-1, a byte each; zeros at the end are not part of it.
    /// </summary>
    /// <exception cref="ArgumentException">The value is longer or has other characters.</exception>
    public string BootFile { get; init => field = CheckText(value, BootFileLength); } = "";

    /// <summary>
    /// The options, in order, without pads and the end; of a truncated message, those that are complete. Options in the
    /// server name and boot file (<see cref="DhcpOptionCode.OptionOverload"/>) are not among them.
    /// </summary>
    public IReadOnlyList<DhcpOption> Options
    {
        get
        {
            var options = new List<DhcpOption>();
            for (var offset = 0; DhcpOption.TryRead(_options, ref offset, out var option);)
                options.Add(option);
            return options;
        }

        init
        {
            ArgumentNullException.ThrowIfNull(value);
            var bytes = new byte[value.Sum(option => DhcpOption.HeaderLength + option.Value.Length) + 1];
            var rest = bytes.AsSpan();
            foreach (var option in value)
                rest = option.Write(rest);
            rest[0] = (byte)DhcpOptionCode.End;
            _options = bytes;
        }
    }

    /// <summary>The message type (option 53), or null.</summary>
    public DhcpMessageType? MessageType =>
        FindOption(DhcpOptionCode.MessageType) is { Length: 1 } value ? (DhcpMessageType)value.Span[0] : null;

    /// <summary>The address that the client requests (option 50), or null.</summary>
    public Ipv4Address? RequestedAddress => FindAddress(DhcpOptionCode.RequestedAddress);

    /// <summary>The server's address (option 54), or null.</summary>
    public Ipv4Address? ServerIdentifier => FindAddress(DhcpOptionCode.ServerIdentifier);

    /// <summary>The value of an option, or null if it is absent. Parts of one code are joined (RFC 3396).</summary>
    public ByteString? FindOption(DhcpOptionCode code)
    {
        ByteString? found = null;
        for (var offset = 0; DhcpOption.TryRead(_options, ref offset, out var option);)
        {
            if (option.Code == code)
                found = found is { } before ? (ByteString)(byte[])[.. before.Span, .. option.Value.Span] : option.Value;
        }

        return found;
    }

    /// <summary>
    /// Reads a DHCP message; false if it is truncated before its options, or has no magic cookie, such as a BOOTP message.
    /// </summary>
    public static bool TryParse(ByteString bytes, [NotNullWhen(true)] out DhcpMessage? message)
    {
        var span = bytes.Span;
        message = span.Length < HeaderLength || BinaryPrimitives.ReadUInt32BigEndian(span[MagicCookieField..]) != MagicCookie
            ? null
            : new(bytes.Slice(HardwareAddressField, HardwareAddressFieldLength), bytes.Slice(HeaderLength))
            {
                Operation = (DhcpOperation)span[0],
                HardwareType = span[1],
                HardwareAddressLength = span[2],
                Hops = span[3],
                TransactionId = BinaryPrimitives.ReadUInt32BigEndian(span[4..]),
                Seconds = BinaryPrimitives.ReadUInt16BigEndian(span[8..]),
                Flags = BinaryPrimitives.ReadUInt16BigEndian(span[10..]),
                ClientAddress = Ipv4Address.Read(span[12..]),
                YourAddress = Ipv4Address.Read(span[16..]),
                ServerAddress = Ipv4Address.Read(span[20..]),
                RelayAddress = Ipv4Address.Read(span[24..]),
                ServerName = ReadText(span.Slice(ServerNameField, ServerNameLength)),
                BootFile = ReadText(span.Slice(BootFileField, BootFileLength)),
            };
        return message is not null;
    }

    /// <summary>The bytes of the message with the end option, not padded to the 300 bytes of BOOTP.</summary>
    public ByteString ToBytes()
    {
        var bytes = new byte[HeaderLength + _options.Length];
        bytes[0] = (byte)Operation;
        bytes[1] = HardwareType;
        bytes[2] = HardwareAddressLength;
        bytes[3] = Hops;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), TransactionId);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(8), Seconds);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(10), Flags);
        ClientAddress.Write(bytes.AsSpan(12));
        YourAddress.Write(bytes.AsSpan(16));
        ServerAddress.Write(bytes.AsSpan(20));
        RelayAddress.Write(bytes.AsSpan(24));
        _hardwareAddress.Span.CopyTo(bytes.AsSpan(HardwareAddressField));
        Encoding.Latin1.GetBytes(ServerName, bytes.AsSpan(ServerNameField));
        Encoding.Latin1.GetBytes(BootFile, bytes.AsSpan(BootFileField));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(MagicCookieField), MagicCookie);
        _options.Span.CopyTo(bytes.AsSpan(HeaderLength));
        return bytes;
    }

    /// <summary>The message on one line.</summary>
    public override string ToString()
    {
        var your = YourAddress == default ? "" : $" gets {YourAddress}";
        var requested = RequestedAddress is { } address ? $" wants {address}" : "";
        var said = MessageType?.ToString() ?? Operation.ToString();
        return string.Create(CultureInfo.InvariantCulture,
            $"DHCP {said} xid 0x{TransactionId:x8} client {ClientHardwareAddress}{requested}{your}");
    }

    private Ipv4Address? FindAddress(DhcpOptionCode code) =>
        FindOption(code) is { Length: Ipv4Address.Length } value ? Ipv4Address.Read(value.Span) : null;

    private static string ReadText(ReadOnlySpan<byte> field) => Encoding.Latin1.GetString(field.TrimEnd((byte)0));

    private static string CheckText(string value, int length)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length > length || value.AsSpan().ContainsAnyExceptInRange('\0', '\xff'))
            throw new ArgumentException($"The field takes {length} characters of Latin-1.", nameof(value));
        return value.TrimEnd('\0');
    }
}
