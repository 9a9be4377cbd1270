using System.Buffers.Binary;

namespace RxOfctl.Benchmarks.Load;

/// <summary>The bytes that a fake switch says, by hand: the codec under test has no part in its own measurement.</summary>
internal static class SwitchFrames
{
    public const byte Hello = 0;
    public const byte EchoRequest = 2;
    public const byte EchoReply = 3;
    public const byte FeaturesRequest = 5;
    public const byte FeaturesReply = 6;
    public const byte GetConfigRequest = 7;
    public const byte GetConfigReply = 8;
    public const byte PacketIn = 10;
    public const byte PacketOut = 13;
    public const byte FlowMod = 14;

    private const int EthernetLength = 64;
    private const ushort EtherTypeExperimental = 0x88b5;
    private const int PortLength10 = 48;
    private const int PortLength13 = 64;

    private static readonly byte[] PacketInTemplate13 = PacketInTemplate(4);

    public static bool Is10(byte version) => version == 1;

    public static byte MultipartRequest(byte version) => Is10(version) ? (byte)16 : (byte)18;

    public static byte BarrierRequest(byte version) => Is10(version) ? (byte)18 : (byte)20;

    /// <summary>Where a flow-mod has its buffer id.</summary>
    public static int FlowModBuffer(byte version) => Is10(version) ? 64 : 32;

    /// <summary>Where a packet-in has its frame.</summary>
    public static int DataOffset(byte version) => Is10(version) ? 18 : 42;

    public static byte[] Message(byte version, byte type, uint xid, ReadOnlySpan<byte> body)
    {
        var frame = new byte[8 + body.Length];
        frame[0] = version;
        frame[1] = type;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)frame.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), xid);
        body.CopyTo(frame.AsSpan(8));
        return frame;
    }

    /// <summary>A packet-in of a 64-byte frame from port 1, whose xid, buffer and addresses are to be filled in.</summary>
    public static byte[] PacketInTemplate(byte version)
    {
        var data = DataOffset(version);
        var body = new byte[data - 8 + EthernetLength];
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(4), EthernetLength);
        if (!Is10(version))
        {
            // A match (OXM) of the port alone: type 1, length 12, in_port, four bytes of padding.
            BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(16), 1);
            BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(18), 12);
            BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(20), 0x8000_0004);
        }

        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(data - 8 + 12), EtherTypeExperimental);
        return Message(version, PacketIn, 0, body);
    }

    /// <summary>Fills a packet-in.</summary>
    public static void Fill(Span<byte> frame, byte version, uint buffer, uint inPort, ulong destination, ulong source)
    {
        BinaryPrimitives.WriteUInt32BigEndian(frame[4..], buffer);
        BinaryPrimitives.WriteUInt32BigEndian(frame[8..], buffer);
        if (Is10(version))
            BinaryPrimitives.WriteUInt16BigEndian(frame[14..], (ushort)inPort);
        else
            BinaryPrimitives.WriteUInt32BigEndian(frame[32..], inPort);
        var data = frame[DataOffset(version)..];
        WriteMac(data, destination);
        WriteMac(data[6..], source);
    }

    /// <summary>A packet-in of OpenFlow 1.3, of any frame.</summary>
    public static byte[] PacketInOf(uint inPort, ReadOnlySpan<byte> data)
    {
        const byte version = 4;
        var frame = new byte[DataOffset(version) + data.Length];
        PacketInTemplate13.AsSpan(0, DataOffset(version)).CopyTo(frame);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)frame.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(8), uint.MaxValue);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), (ushort)data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(32), inPort);
        data.CopyTo(frame.AsSpan(DataOffset(version)));
        return frame;
    }

    /// <summary>A port-status message of OpenFlow 1.3: the link of a port went down or came up.</summary>
    public static byte[] PortStatus13(ulong datapathId, int port, bool isUp)
    {
        const byte version = 4, type = 12, modified = 2, linkDown = 1;
        var body = new byte[8 + PortLength13];
        body[0] = modified;
        WritePort(body.AsSpan(8), version, datapathId, port);
        body[8 + 39] = isUp ? (byte)0 : linkDown;
        return Message(version, type, 0, body);
    }

    public static byte[] Features(byte version, uint xid, ulong datapathId, int ports)
    {
        var body = new byte[24 + (Is10(version) ? ports * PortLength10 : 0)];
        BinaryPrimitives.WriteUInt64BigEndian(body, datapathId);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(8), 1 << 16);
        body[12] = 1;
        if (Is10(version))
        {
            // The actions of OpenFlow 1.0: output and its eleven others.
            BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(20), 0xfff);
            for (var port = 1; port <= ports; port++)
                WritePort(body.AsSpan(24 + (port - 1) * PortLength10), version, datapathId, port);
        }

        return Message(version, FeaturesReply, xid, body);
    }

    /// <summary>The answer to a multipart request: the ports if it asks for them, else nothing of the kind that it asks for.</summary>
    public static byte[] MultipartReply(byte version, uint xid, ReadOnlySpan<byte> request, ulong datapathId, int ports)
    {
        const ushort description = 0, portDescription = 13;
        var kind = BinaryPrimitives.ReadUInt16BigEndian(request[8..]);
        var header = Is10(version) ? 4 : 8;
        var body = new byte[header + kind switch
        {
            description => 1056,
            portDescription => ports * PortLength13,
            _ => 0,
        }];
        BinaryPrimitives.WriteUInt16BigEndian(body, kind);
        for (var port = 1; kind == portDescription && port <= ports; port++)
            WritePort(body.AsSpan(header + (port - 1) * PortLength13), version, datapathId, port);
        return Message(version, (byte)(MultipartRequest(version) + 1), xid, body);
    }

    private static void WritePort(Span<byte> description, byte version, ulong datapathId, int port)
    {
        var mac = (2UL << 40) | (datapathId << 8) | (uint)port;
        if (Is10(version))
        {
            BinaryPrimitives.WriteUInt16BigEndian(description, (ushort)port);
            WriteMac(description[2..], mac);
            description[8] = (byte)'p';
            description[9] = (byte)('0' + port);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(description, (uint)port);
            WriteMac(description[8..], mac);
            description[16] = (byte)'p';
            description[17] = (byte)('0' + port);
        }
    }

    private static void WriteMac(Span<byte> destination, ulong mac)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)(mac >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(destination[2..], (uint)mac);
    }
}
