namespace RxOfctl.Capture;

/// <summary>Bytes are no capture, or a capture breaks the rules of its format.</summary>
public sealed class CaptureFormatException : FormatException
{
    /// <summary>Says what is wrong and where.</summary>
    /// <param name="offset">Where the structure at fault begins, in bytes from the start of the (uncompressed) file.</param>
    /// <param name="reason">What is wrong.</param>
    public CaptureFormatException(long offset, string reason)
        : base($"Capture, offset {offset}: {reason}")
    {
        Offset = offset;
        Reason = reason;
    }

    /// <summary>Where the structure at fault begins, in bytes from the start of the (uncompressed) file.</summary>
    public long Offset { get; }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }
}
