using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Web.Errors;

namespace RxOfctl.Web.Api;

/// <summary>
/// What can be changed at <c>/api</c>: flows, groups, meters and ports. The content is text in the notation of <c>ovs-ofctl</c>
/// (<c>text/plain</c>, one a line), or a message of the specification in JSON. It is answered when the datapath has carried it out.
/// </summary>
internal static class WriteEndpoints
{
    public static void MapWriting(this IEndpointRouteBuilder endpoints, OpenFlowWebOptions options)
    {
        var group = endpoints.MapGroup("/api/datapaths/{datapath}").ForWriting(options).WithTags("Operation");
        var timeout = options.RequestTimeout;
        Map(group, "POST", "/flows", timeout, (text, version) => FlowMod.Parse(text, version), "Adds flows.");
        Map(group, "PATCH", "/flows", timeout, (text, version) => FlowMod.Parse(text, version, FlowModCommand.Modify), "Modifies flows.");
        Map(group, "DELETE", "/flows", timeout, ParseDeletion, "Deletes the flows that are given: with priority=, that flow alone.");
        Map(group, "POST", "/groups", timeout, (text, version) => GroupMod.Parse(text, version), "Adds groups.");
        Map(group, "PATCH", "/groups", timeout, (text, version) => GroupMod.Parse(text, version, GroupModCommand.Modify), "Modifies groups.");
        Map(group, "DELETE", "/groups", timeout, (text, version) => GroupMod.Parse(text, version, GroupModCommand.Delete), "Deletes groups.");
        Map(group, "POST", "/meters", timeout, (text, _) => MeterMod.Parse(text), "Adds meters.");
        Map(group, "PATCH", "/meters", timeout, (text, _) => MeterMod.Parse(text, MeterModCommand.Modify), "Modifies meters.");
        Map(group, "DELETE", "/meters", timeout, (text, _) => MeterMod.Parse(text, MeterModCommand.Delete), "Deletes meters.");
    }

    private static void Map<TMod>(
        RouteGroupBuilder group, string method, string path, TimeSpan timeout, Func<string, OpenFlowVersion, TMod> parse, string summary)
        where TMod : OpenFlowMessage, IOpenFlowCommand => group.MapMethods(path, [method], async (string datapath, HttpContext http, IFleet fleet) =>
        {
            var found = ReadEndpoints.Find(fleet, datapath);
            using var reader = new StreamReader(http.Request.Body);
            var text = await reader.ReadToEndAsync(http.RequestAborted);
            http.Items[EndpointFilters.AuditDetail] = text;
            var mods = http.Request.HasJsonContentType()
                ? ReadJson<TMod>(text)
                : [.. Lines(text).Select(line => parse(line, found.Version))];
            if (mods.Count == 0)
                throw new FormatException("The body is empty.");
            await fleet.ChangeAsync(found, mods, timeout, http.RequestAborted);
            return Results.NoContent();
        })
        .Accepts<string>("text/plain", "application/json")
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithSummary(summary);

    // A message, or a list of messages.
    private static List<TMod> ReadJson<TMod>(string text)
        where TMod : class
    {
        List<TMod?> mods = text.AsSpan().TrimStart() is ['[', ..]
            ? JsonSerializer.Deserialize<List<TMod?>>(text, ApiJson.Options) ?? []
            : [JsonSerializer.Deserialize<TMod>(text, ApiJson.Options)];
        return [.. mods.Select(mod => mod ?? throw new FormatException("A message is null."))];
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => !line.StartsWith('#'));

    private static FlowMod ParseDeletion(string text, OpenFlowVersion version) => FlowMod.Parse(
        text, version, text.Contains("priority=", StringComparison.Ordinal) ? FlowModCommand.DeleteStrict : FlowModCommand.Delete);
}
