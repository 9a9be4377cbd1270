namespace RxOfctl.Cli;

/// <summary>The command line contradicts itself. The message is one line.</summary>
internal sealed class UsageException(string message) : Exception(message);
