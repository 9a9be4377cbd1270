namespace RxOfctl.Capture;

/// <summary>A file is not a capture, or violates its format.</summary>
public sealed class CaptureFormatException : FormatException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="offset">The offset of the invalid structure, in bytes from the start of the (uncompressed) file.</param>
    /// <param name="reason">The reason.</param>
    public CaptureFormatException(long offset, string reason)
        : base($"Capture, offset {offset}: {reason}")
    {
        Offset = offset;
        Reason = reason;
    }

    /// <summary>The offset of the invalid structure, in bytes from the start of the (uncompressed) file.</summary>
    public long Offset { get; }

    /// <summary>The reason.</summary>
    public string Reason { get; }
}
