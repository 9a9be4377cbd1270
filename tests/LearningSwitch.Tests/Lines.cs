using System.Text;
using System.Threading.Channels;

namespace LearningSwitch.Tests;

/// <summary>An output whose lines a test can wait for.</summary>
internal sealed class Lines : TextWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>The lines read so far.</summary>
    public List<string> Read { get; } = [];

    public override void WriteLine(string? value) => _lines.Writer.TryWrite(value ?? "");

    /// <summary>The next line that contains a text; lines before it are skipped.</summary>
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
