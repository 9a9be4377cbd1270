using RxOfctl.Protocol.Messages;

namespace RxOfctl.Testing;

/// <summary>What a <see cref="ScriptedSwitch"/> does at a message, in steps.</summary>
public abstract class Script
{
    private protected Script()
    {
    }

    /// <summary>The message that it was for; null if none has come.</summary>
    public ReceivedMessage? Message { get; private set; }

    /// <summary>Whether such a message has come.</summary>
    public bool IsMet => Message is not null;

    /// <summary>What is waited for.</summary>
    public abstract override string ToString();

    internal List<Step> Steps { get; } = [];

    internal abstract bool Takes(OpenFlowMessage message);

    internal void Meet(ReceivedMessage message) => Message = message;

    internal readonly record struct Step(TimeSpan Delay, Action<ReceivedMessage>? Action, bool IsMeanwhile);
}
