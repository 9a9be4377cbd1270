using System.Text;
using System.Threading.Channels;
using RxOfctl.Cli;

namespace RxOfctl.Interop.Tests.Tool;

/// <summary>A command of rxofctl that runs until it is ended, and the lines that it prints.</summary>
internal sealed class StreamingTool : TextWriter
{
    // Bounds a test that waits for what never comes. It measures nothing.
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(60));
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _line = new();
    private readonly StringWriter _error = new();
    private readonly Task<int> _running;

    public StreamingTool(string runDirectory, string[] arguments)
    {
        var console = new ToolConsole(TextReader.Null, this, _error) { Variable = name => name == "OVS_RUNDIR" ? runDirectory : null };
        _running = CommandLine.RunAsync(arguments, console, _stop.Token);
    }

    public override Encoding Encoding => Encoding.UTF8;

    // The tool writes from one thread at a time.
    public override void Write(char value)
    {
        if (value != '\n')
        {
            _line.Append(value);
            return;
        }

        _lines.Writer.TryWrite(_line.ToString());
        _line.Clear();
    }

    /// <summary>The next line that contains a text. The lines before it are passed over.</summary>
    public async Task<string> LineAsync(string text)
    {
        while (true)
        {
            var line = _lines.Reader.ReadAsync(_stop.Token).AsTask();
            if (await Task.WhenAny(line, _running) != line)
                Assert.Fail($"The command ended with {await _running} before it printed '{text}': {_error}");
            if ((await line).Contains(text, StringComparison.Ordinal))
                return await line;
        }
    }

    /// <summary>Ends the command as Ctrl-C does, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await _stop.CancelAsync();
        return await _running;
    }

    /// <summary>Waits until the command ends by itself, and returns its exit code.</summary>
    public Task<int> EndAsync() => _running.WaitAsync(_stop.Token);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _stop.Dispose();
        base.Dispose(disposing);
    }
}
