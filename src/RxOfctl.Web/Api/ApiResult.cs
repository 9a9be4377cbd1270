using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace RxOfctl.Web.Api;

/// <summary>An answer in the JSON of the API, with a tag by which a client that has it already is answered with 304.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="value">The value.</param>
/// <param name="tag">The tag; null for one that is made of the content.</param>
internal sealed class ApiResult<T>(T value, string? tag = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = ApiJson.Bytes(value);
        var mark = new EntityTagHeaderValue($"\"{tag ?? Convert.ToHexStringLower(SHA256.HashData(bytes)[..8])}\"");
        httpContext.Response.Headers.ETag = mark.ToString();
        httpContext.Response.Headers.CacheControl = "no-cache";
        var held = httpContext.Request.GetTypedHeaders().IfNoneMatch;
        if (HttpMethods.IsGet(httpContext.Request.Method) && held.Any(each => each.Compare(mark, useStrongComparison: false)))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = bytes.Length;
        await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="Items">The items.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Next">The path of the next page; null on the last.</param>
internal sealed record ApiPage<T>(IReadOnlyList<T> Items, int Total, string? Next)
{
    public const int DefaultLimit = 1_000;
    public const int MaxLimit = 100_000;

    /// <summary>The page that a request asks for with <c>?offset=</c> and <c>?limit=</c>.</summary>
    /// <exception cref="FormatException">One of them is not a number, or is too large.</exception>
    public static ApiResult<ApiPage<T>> Of<TSource>(HttpRequest request, IReadOnlyList<TSource> all, Func<TSource, T> select)
    {
        var offset = Number(request, "offset", 0, int.MaxValue);
        var limit = Number(request, "limit", DefaultLimit, MaxLimit);
        var items = all.Skip(offset).Take(limit).Select(select).ToList();
        return new(new(items, all.Count, offset + items.Count < all.Count && items.Count > 0 ? NextOf(request, offset + items.Count) : null));
    }

    private static string NextOf(HttpRequest request, int offset)
    {
        var query = request.Query.Where(each => each.Key != "offset")
            .SelectMany(each => each.Value, (each, value) => KeyValuePair.Create(each.Key, value))
            .Append(KeyValuePair.Create("offset", (string?)$"{offset}"));
        return $"{request.Path}{QueryString.Create(query)}";
    }

    private static int Number(HttpRequest request, string name, int absent, int max)
    {
        if (request.Query[name].FirstOrDefault() is not { } text)
            return absent;
        return int.TryParse(text, out var number) && number >= 0 && number <= max
            ? number
            : throw new FormatException($"{name} is '{text}'; it is a number from 0 to {max}.");
    }
}
