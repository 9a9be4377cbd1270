namespace RxOfctl.Capture.Formats;

/// <summary>A format of captures, at the start of its first structure.</summary>
internal interface IPacketFormat
{
    IReadOnlyList<CaptureInterface> Interfaces { get; }

    IReadOnlyList<CaptureStatistics> Statistics { get; }

    string? Comment { get; }

    /// <summary>The next packet, or null at the end.</summary>
    CapturedPacket? Read();
}
