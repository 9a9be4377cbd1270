namespace RxOfctl.Capture.Formats;

/// <summary>The types of blocks that are read and written (draft-ietf-opsawg-pcapng, section 4).</summary>
internal static class BlockType
{
    public const uint Interface = 1;
    public const uint ObsoletePacket = 2;
    public const uint SimplePacket = 3;
    public const uint InterfaceStatistics = 5;
    public const uint EnhancedPacket = 6;
}

/// <summary>The codes of options. All but the first two depend on the type of the block.</summary>
internal static class OptionCode
{
    public const ushort End = 0;
    public const ushort Comment = 1;

    public const ushort SectionApplication = 4;

    public const ushort InterfaceName = 2;
    public const ushort InterfaceDescription = 3;
    public const ushort InterfaceResolution = 9;
    public const ushort InterfaceOffset = 14;

    public const ushort PacketFlags = 2;
    public const ushort PacketDropCount = 4;

    public const ushort StatisticsReceived = 4;
    public const ushort StatisticsDropped = 5;
}
