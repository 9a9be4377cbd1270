using System.Text;
using RxOfctl.Simulator;

namespace RxOfctl.Cli.Tests;

/// <summary>A command that runs until it is ended, and the lines that it has printed.</summary>
internal sealed class RunningTool : TextWriter
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly StringBuilder _line = new();
    private readonly List<string> _lines = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _error = new();
    private readonly Task<int> _running;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningTool(SimulatedNetwork? network, string[] args) =>
        _running = CommandLine.RunAsync(args, ToolRun.Console(network, "", this, _error), _stop.Token);

    public override Encoding Encoding => Encoding.UTF8;

    public static RunningTool Start(SimulatedNetwork? network, params string[] args) => new(network, args);

    public override void Write(char value)
    {
        lock (_gate)
        {
            if (value != '\n')
            {
                _line.Append(value);
                return;
            }

            _lines.Add(_line.ToString());
            _line.Clear();
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits for a line, printed before or from now on.</summary>
    public async Task<string> LineAsync(Predicate<string> predicate)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_lines.Find(predicate) is { } line)
                    return line;
                changed = _changed.Task;
            }

            Assert.False(_running.IsCompleted, $"The command ended: {_error}");
            await Task.WhenAny(changed, _running).WaitAsync(Limit);
        }
    }

    /// <summary>Ends the command as Ctrl-C does.</summary>
    public async Task<ToolResult> StopAsync()
    {
        await _stop.CancelAsync();
        var code = await _running.WaitAsync(Limit);
        lock (_gate)
            return new(code, [.. _lines], _error.ToString());
    }
}
