using System.Collections.Frozen;

namespace RxOfctl.Protocol.Text;

/// <summary>The words of lists of actions and instructions: each family of words is a table of its own.</summary>
internal static class ActionText
{
    private static readonly ActionWord[] Words =
    [
        .. OutputText.Words, .. HeaderText.Words, .. FieldActionText.Words, .. PipelineText.Words, .. TableText.Words,
        .. ConnectionText.Words,
        .. HashingText.Words, .. EncapsulationText.Words, .. LearnText.Words,
    ];

    private static readonly FrozenDictionary<string, ActionWord> ByName =
        Words.ToFrozenDictionary(word => word.Name, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<Type, Func<object, Wording, string?>[]> Writers = Words
        .SelectMany(word => word.Writers)
        .GroupBy(writer => writer.Record, writer => writer.Write)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    public static ActionWord? Find(TextPart word) => ByName.GetValueOrDefault(word.ToString());

    /// <summary>An action in words, or as its bytes where there are none for it.</summary>
    public static string Of(OpenFlowAction action, Wording wording) => InWords(action, wording) ?? RawText.Of(action);

    /// <inheritdoc cref="Of(OpenFlowAction, Wording)"/>
    public static string Of(Instruction instruction, Wording wording) =>
        InWords(instruction, wording) ?? RawText.OfInstruction(instruction);

    /// <summary>Bytes with dots between them.</summary>
    public static string Dotted(ByteString bytes) =>
        string.Join('.', Convert.ToHexStringLower(bytes.Span).Chunk(2).Select(pair => new string(pair)));

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

    private static string? InWords(object record, Wording wording)
    {
        foreach (var write in Writers.GetValueOrDefault(record.GetType(), []))
        {
            if (write(record, wording) is { } text)
                return text;
        }

        return null;
    }
}
