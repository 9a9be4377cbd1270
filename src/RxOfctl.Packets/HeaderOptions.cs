using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>The options of IPv4 and TCP headers, which count their length in words of 4 bytes and have at most 10 of them.</summary>
internal static class HeaderOptions
{
    private const int MaximumLength = 40;

    /// <summary>The options padded to whole words with zeros, which end the list in both protocols.</summary>
    public static ByteString Fill(ByteString options, string parameter)
    {
        if (options.Length > MaximumLength)
            throw new ArgumentException($"Header options have at most {MaximumLength} bytes; these have {options.Length}.", parameter);
        return Fill(options, (options.Length + 3) & ~3);
    }

    /// <summary>The options padded with zeros to a length.</summary>
    public static ByteString Fill(ByteString options, int length)
    {
        if (options.Length == length)
            return options;
        var filled = new byte[length];
        options.Span.CopyTo(filled);
        return filled;
    }
}
