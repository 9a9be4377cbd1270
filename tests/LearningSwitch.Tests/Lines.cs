using System.Text;
using System.Threading.Channels;

namespace LearningSwitch.Tests;

/// <summary>Output that can be waited for, line by line.</summary>
internal sealed class Lines : TextWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Every line that was found or passed over.</summary>
    public List<string> Read { get; } = [];

    public override void WriteLine(string? value) => _lines.Writer.TryWrite(value ?? "");

    /// <summary>The next line that has a text in it; those before it are passed over, and searched no more.</summary>
    public async Task<string> FindAsync(string text)
    {
        while (true)
        {
            var line = await _lines.Reader.ReadAsync();
            Read.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }
    }
}
