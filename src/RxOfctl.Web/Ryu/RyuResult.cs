using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RxOfctl.Protocol;

namespace RxOfctl.Web.Ryu;

/// <summary>The answer of Ryu's statistics: an object whose one member has the datapath id, in decimal, as its name.</summary>
/// <param name="datapath">The datapath.</param>
/// <param name="write">Writes the value.</param>
internal sealed class RyuResult(DatapathId datapath, Action<Utf8JsonWriter> write) : IResult
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A list of objects.</summary>
    public static RyuResult OfList<T>(DatapathId datapath, IEnumerable<T> items, Action<Utf8JsonWriter, T> write) => new(datapath, json =>
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json";
        await using (var json = new Utf8JsonWriter(httpContext.Response.BodyWriter, Options))
        {
            json.WriteStartObject();
            json.WritePropertyName(RyuNumbers.Text(datapath.Value));
            write(json);
            json.WriteEndObject();
        }

        await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
