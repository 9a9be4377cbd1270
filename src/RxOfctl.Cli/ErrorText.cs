using System.Text;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli;

/// <summary>Refusals of a switch as one line.</summary>
internal static class ErrorText
{
    /// <summary>Names all errors of a request.</summary>
    public static string Of(OpenFlowErrorException refused) =>
        $"the switch refused it: {string.Join(", ", refused.Errors.Select(Of).Distinct())}.{Hint(refused.Errors)}";

    /// <summary>Names an error; of HELLO_FAILED, with its text.</summary>
    public static string Of(ErrorMessage error) =>
        error.TryGetOffenderHeader(out _) || error.Data.Length == 0 || !IsText(error)
            ? $"{error.Error}"
            : $"{error.Error}: {Encoding.UTF8.GetString(error.Data.Span)}";

    private static bool IsText(ErrorMessage error) =>
        error.Error == OpenFlowError.HelloFailedIncompatible || error.Error == OpenFlowError.HelloFailedEperm;

    private static string Hint(IReadOnlyList<ErrorMessage> errors) => errors.Any(each => IsUnknown(each.Error))
        ? " It does not know this request in this version of OpenFlow: try another with -O."
        : "";

    private static bool IsUnknown(OpenFlowError error) =>
        error == OpenFlowError.BadRequestBadType
            || error == OpenFlowError.BadRequestBadMultipart
            || error == OpenFlowError.BadRequestBadExperimenter
        || error == OpenFlowError.BadRequestBadExpType;
}
