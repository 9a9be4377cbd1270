using System.Net.Http.Json;
using System.Text.Json;

namespace Dashboard;

/// <summary>Asks the example's own page and REST API, as a browser and a program would.</summary>
public static class SelfCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Waits until the links of the demonstration are found, and asks for the page and for the links.</summary>
    /// <returns>Whether both were as they should be.</returns>
    public static async Task<bool> RunAsync(Uri address, DiscoveredTopology topology, TextWriter output)
    {
        var links = DemoNetwork.LinkCount;
        await topology.LinkPairs.CountChanged.FirstAsync(count => count == links).Timeout(Limit);

        using var client = new HttpClient { BaseAddress = address, Timeout = Limit };
        var page = await client.GetStringAsync("dashboard").ConfigureAwait(false);
        var isPage = page.Contains("blazor.web.js", StringComparison.Ordinal);
        output.WriteLine(isPage ? "The page is served" : "The page is not as it should be");

        // Each link in both directions.
        var answer = await client.GetFromJsonAsync<JsonElement>("v1.0/topology/links").ConfigureAwait(false);
        var found = answer.GetArrayLength();
        output.WriteLine($"REST has {found} directions of {links} links");
        return isPage && found == 2 * links;
    }
}
