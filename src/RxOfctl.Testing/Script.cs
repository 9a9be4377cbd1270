using RxOfctl.Protocol.Messages;

namespace RxOfctl.Testing;

/// <summary>The steps of a <see cref="ScriptedSwitch"/> for a message.</summary>
public abstract class Script
{
    private protected Script()
    {
    }

    /// <summary>The message that it was used for; null if none has arrived.</summary>
    public ReceivedMessage? Message { get; private set; }

    /// <summary>Whether such a message has arrived.</summary>
    public bool IsMet => Message is not null;

    /// <summary>The expected message, as text.</summary>
    public abstract override string ToString();

    internal List<Step> Steps { get; } = [];

    internal abstract bool Takes(OpenFlowMessage message);

    internal void Meet(ReceivedMessage message) => Message = message;

    internal readonly record struct Step(TimeSpan Delay, Action<ReceivedMessage>? Action, bool IsMeanwhile);
}
