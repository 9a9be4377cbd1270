using System.Runtime.CompilerServices;

namespace RxOfctl.Protocol.Wire;

/// <summary>The name of a member that is refused, made only if it is: the writer is asked on every message.</summary>
[InterpolatedStringHandler]
internal ref struct MemberName
{
    private DefaultInterpolatedStringHandler _text;

    public MemberName(int literalLength, int formattedCount, bool set, out bool shouldAppend)
    {
        shouldAppend = set;
        _text = set ? new(literalLength, formattedCount) : default;
    }

    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    public string ToStringAndClear() => _text.ToStringAndClear();
}
