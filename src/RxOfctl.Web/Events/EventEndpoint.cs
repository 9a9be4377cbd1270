using System.IO.Pipelines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using RxOfctl.Web.Errors;

namespace RxOfctl.Web.Events;

/// <summary>
/// <c>GET /api/events</c>: server-sent events. They are formatted once for all clients of a stream, which is why this writes them itself.
/// </summary>
internal static class EventEndpoint
{
    // What is written before a client is waited for.
    private const int Batch = 64;

    // Proxies close connections on which nothing comes; and a client that is gone is noticed.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static void MapEvents(this IEndpointRouteBuilder endpoints, OpenFlowWebOptions options) =>
        endpoints.MapGroup("/api").ForReading(options).WithTags("Stream")
            .MapGet("/events", ServeAsync)
            .WithSummary("What is there, then each change, as server-sent events.")
            .WithDescription("Query: cache (names with commas), datapath, type (of messages). Events: snapshot, changes, lost.");

    private static async Task ServeAsync(HttpContext http, EventStreams streams, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        using var lease = streams.Open(EventFilter.Of(http.Request.Query, streams.Caches));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await WriteAsync(http.Response.BodyWriter, lease.Stream, http.Request.Headers["Last-Event-ID"], time, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client has gone, or the host stops.
        }
    }

    /// <summary>Writes the events of a stream until it fails, or until it is canceled. Waits while the client does not read.</summary>
    public static async Task WriteAsync(
        PipeWriter output, EventStream stream, string? lastEventId, TimeProvider time, CancellationToken cancellation)
    {
        var place = stream.PlaceOf(lastEventId) ?? Write(output, stream.Snapshot());
        await output.FlushAsync(cancellation);
        while (stream.Failure is null)
        {
            if (stream.Read(place, Batch) is not var (events, next, more))
            {
                // Too slow: what it has missed is in another snapshot.
                Write(output, EventStream.Missed(stream.Last - place));
                place = Write(output, stream.Snapshot());
                await output.FlushAsync(cancellation);
                continue;
            }

            place = next;
            foreach (var each in events)
                Write(output, each);
            if (events.Count > 0)
                await output.FlushAsync(cancellation);
            else if (!await HappensAsync(more, time, cancellation))
                await output.WriteAsync(":\n\n"u8.ToArray(), cancellation);
        }
    }

    private static async Task<bool> HappensAsync(Task next, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await next.WaitAsync(KeepAlive, time, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static long Write(PipeWriter output, (IReadOnlyList<byte[]> Events, long Place) snapshot)
    {
        foreach (var each in snapshot.Events)
            Write(output, each);
        return snapshot.Place;
    }

    private static void Write(PipeWriter output, byte[] bytes)
    {
        bytes.CopyTo(output.GetSpan(bytes.Length));
        output.Advance(bytes.Length);
    }
}
