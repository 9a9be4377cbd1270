using System.Net.ServerSentEvents;
using System.Text.Json;

namespace RxOfctl.Web.Tests;

/// <summary>A client of the stream of changes.</summary>
internal sealed class SseClient : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly IAsyncEnumerator<SseItem<string>> _events;
    private readonly CancellationTokenSource _limit = new(WebLab.Limit);

    private SseClient(HttpResponseMessage answer, Stream stream)
    {
        _answer = answer;
        _events = SseParser.Create(stream).EnumerateAsync(_limit.Token).GetAsyncEnumerator();
    }

    public static async Task<SseClient> OpenAsync(HttpClient client, string query = "", string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/events{query}");
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new(answer, await answer.Content.ReadAsStreamAsync());
    }

    public async Task<(string Name, string? Id, JsonElement Data)> NextAsync()
    {
        Assert.True(await _events.MoveNextAsync(), "The stream has ended.");
        var item = _events.Current;
        return (item.EventType, item.EventId, JsonSerializer.Deserialize<JsonElement>(item.Data));
    }

    /// <summary>The next event whose data fulfills a condition.</summary>
    public async Task<(string Name, string? Id, JsonElement Data)> NextAsync(Func<string, JsonElement, bool> condition)
    {
        while (true)
        {
            var next = await NextAsync();
            if (condition(next.Name, next.Data))
                return next;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _answer.Dispose();
        await _limit.CancelAsync();
        try
        {
            await _events.DisposeAsync();
        }
        catch (NotSupportedException)
        {
            // A read was going on.
        }

        _limit.Dispose();
    }
}
