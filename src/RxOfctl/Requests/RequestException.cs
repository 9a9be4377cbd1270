using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>A request did not end as it should.</summary>
public abstract class RequestException : Exception
{
    private protected RequestException(string message, IReadOnlyList<OpenFlowMessage> result, Exception? innerException = null)
        : base(message, innerException) =>
        Result = result;

    /// <summary>Every message that came in answer, in their order, errors among them.</summary>
    public IReadOnlyList<OpenFlowMessage> Result { get; }

    private protected static string Count(IReadOnlyList<OpenFlowMessage> result) =>
        result.Count == 0
            ? "no reply"
            : string.Join(", ", result.GroupBy(message => message.GetType().Name).Select(group => $"{group.Count()} {group.Key}"));
}
