namespace RxOfctl.Capture.Formats;

/// <summary>A capture format, positioned at its first structure.</summary>
internal interface IPacketFormat
{
    IReadOnlyList<CaptureInterface> Interfaces { get; }

    IReadOnlyList<CaptureStatistics> Statistics { get; }

    string? Comment { get; }

    /// <summary>The next packet, or null at the end.</summary>
    CapturedPacket? Read();
}
