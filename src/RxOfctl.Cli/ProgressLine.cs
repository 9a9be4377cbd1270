namespace RxOfctl.Cli;

/// <summary>How far long work has come: one line of the terminal that is written anew, and is gone when the work ends.</summary>
internal sealed class ProgressLine(ToolConsole console) : IDisposable
{
    private int _length;

    /// <summary>Shows a text in place of the last. On other outputs than terminals nothing is shown.</summary>
    public void Show(string text)
    {
        if (!console.IsTerminal)
            return;
        console.Error.Write($"\r{text.PadRight(_length)}");
        _length = text.Length;
    }

    public void Dispose()
    {
        if (_length > 0)
            console.Error.Write($"\r{new string(' ', _length)}\r");
    }
}
