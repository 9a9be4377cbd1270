namespace RxOfctl.Cli;

/// <summary>The tool cannot do what the command line asks for. The message is one line: what failed, where, and what to try.</summary>
internal sealed class ToolException : Exception
{
    public ToolException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
