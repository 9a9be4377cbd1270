using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>The datapath answered with one OFPT_ERROR or more.</summary>
public class OpenFlowErrorException : RequestException
{
    /// <summary>An answer with errors.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="result">Every message that came in answer, at least one of them an error.</param>
    public OpenFlowErrorException(OpenFlowMessage request, IReadOnlyList<OpenFlowMessage> result)
        : base($"{request?.GetType().Name} was answered with {FirstError(result)}.", result) =>
        Errors = [.. result.OfType<ErrorMessage>()];

    /// <summary>The errors among the answers.</summary>
    public IReadOnlyList<ErrorMessage> Errors { get; }

    private static string FirstError(IReadOnlyList<OpenFlowMessage> result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var error = result.OfType<ErrorMessage>().First().Error;
        return $"{error.Name}: {error.Description.TrimEnd('.')}";
    }
}
