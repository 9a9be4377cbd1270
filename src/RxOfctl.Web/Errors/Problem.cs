using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Web.Errors;

/// <summary>Errors as <c>application/problem+json</c> (RFC 9457).</summary>
internal static class Problem
{
    public const string ContentType = "application/problem+json";

    public static IResult Of(int status, string title, string detail, params IEnumerable<KeyValuePair<string, object?>> members) =>
        Results.Problem(detail, statusCode: status, title: title, extensions: members);

    /// <summary>
    /// What an exception of a request is to a client, or null where it is a fault of this program. The refusal of a datapath has the members
    /// <c>error</c> and <c>errors</c>: the names of the OpenFlow errors.
    /// </summary>
    public static IResult? Of(Exception exception) => exception switch
    {
        RequestRefusedException refused => Of(refused.Status, refused.Title, refused.Message),
        InvalidDatapathException invalid => Of(StatusCodes.Status404NotFound, "No such datapath", invalid.Message, Datapath(invalid.DatapathId)),
        OpenFlowErrorException error => Of(
            StatusCodes.Status422UnprocessableEntity, "The datapath refused it", error.Message, Errors(error.Errors)),
        MessagesFailedException failed => Of(
            StatusCodes.Status422UnprocessableEntity,
            "The datapath refused it",
            failed.Message,
            Errors([.. failed.Failures.Select(failure => failure.Error)])),
        RequestTimeoutException late => Of(StatusCodes.Status504GatewayTimeout, "The datapath did not answer", late.Message),
        SendTimeoutException late => Of(StatusCodes.Status504GatewayTimeout, "The datapath does not read", late.Message),
        InvalidMessageException { InnerException: UnsupportedByVersionException unsupported } => Of(unsupported),
        UnsupportedByVersionException unsupported => Of(
            StatusCodes.Status501NotImplemented,
            "Not in this version of OpenFlow",
            unsupported.Message,
            new("version", unsupported.Version.ToText()),
            new("member", unsupported.Member)),
        InvalidMessageException invalid => BadRequest(invalid.InnerException?.Message ?? invalid.Message),
        RequestException wrong => Of(StatusCodes.Status502BadGateway, "The datapath answered wrongly", wrong.Message),
        OpenFlowFormatException format => Of(
            StatusCodes.Status400BadRequest, "Not in the notation of ovs-ofctl", format.Message, new KeyValuePair<string, object?>("position", format.Position)),
        BadHttpRequestException bad => Of(bad.StatusCode, "Bad request", bad.Message),
        JsonException json => BadRequest($"The body is not the JSON that is expected: {json.Message}"),
        FormatException or OverflowException or ArgumentException or OpenFlowEncodeException => BadRequest(exception.Message),
        _ => null,
    };

    public static IResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, "Bad request", detail);

    private static KeyValuePair<string, object?> Datapath(DatapathId id) => new("datapath", $"{id}");

    private static KeyValuePair<string, object?>[] Errors(IReadOnlyList<ErrorMessage> errors) =>
        errors is [var first, ..]
            ? [new("error", first.Error.Name), new("errors", errors.Select(each => each.Error.Name).ToArray())]
            : [];
}

/// <summary>A request that cannot be carried out as it is.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="title">What kind of error it is.</param>
/// <param name="detail">What is wrong, and what to do.</param>
internal sealed class RequestRefusedException(int status, string title, string detail) : Exception(detail)
{
    public int Status => status;

    public string Title => title;
}
