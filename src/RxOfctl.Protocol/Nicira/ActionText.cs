using RxOfctl.Protocol.Actions;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Parts of actions as <c>ovs-ofctl</c> writes them.</summary>
internal static class ActionText
{
    /// <summary>Actions with commas between them.</summary>
    public static string Of(ValueList<OpenFlowAction> actions) => string.Join(',', actions);

    /// <summary>A number as C's <c>%#x</c> writes it: <c>0x5</c>, and <c>0</c> without the prefix.</summary>
    public static string Hex(ulong value) => value == 0 ? "0" : $"0x{value:x}";

    /// <summary>Bytes with dots between them.</summary>
    public static string Dotted(ByteString bytes) => Convert.ToHexStringLower(bytes.Span) is var digits && digits.Length > 0
        ? string.Join('.', digits.Chunk(2).Select(pair => new string(pair)))
        : "";

    /// <summary>The parts that are there, with commas between them.</summary>
    public static string Joined(params ReadOnlySpan<string?> parts)
    {
        var there = new List<string>();
        foreach (var part in parts)
        {
            if (part is not null)
                there.Add(part);
        }

        return string.Join(',', there);
    }
}
