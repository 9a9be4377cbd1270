namespace RxOfctl.Recording;

/// <summary>The options of a <see cref="Replay"/>.</summary>
public sealed record ReplayOptions
{
    /// <summary>The options of the controller that is made. Its scheduler is replaced by the replay's.</summary>
    public ControllerOptions Controller { get; init; } = new();

    /// <summary>What answers requests that are not in the recording. Default: nothing does.</summary>
    public UnknownRequests UnknownRequests { get; init; }

    /// <summary>
    /// The time at the end of the recording whose differences do not count: when the recording was stopped, the app may not have reacted
    /// yet to the last messages. Default zero.
    /// </summary>
    public TimeSpan Tail { get; init; }
}

/// <summary>What a replay does with a request that the app did not send when it was recorded.</summary>
public enum UnknownRequests
{
    /// <summary>It is not answered; the barrier after it is, so that it ends with <see cref="ReplyMissingException"/>.</summary>
    Silence,

    /// <summary>
    /// A simulated switch with the recorded id, version and ports answers, which has received all messages that the app has sent in the
    /// replay.
    /// </summary>
    Simulate,
}
