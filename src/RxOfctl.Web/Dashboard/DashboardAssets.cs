using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace RxOfctl.Web.Dashboard;

/// <summary>The style sheets and scripts of the page, from the resources of the assembly.</summary>
internal static class DashboardAssets
{
    private const string Prefix = "assets/";

    private static readonly FrozenDictionary<string, Lazy<Asset>> Assets = typeof(DashboardAssets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], name => new Lazy<Asset>(() => Asset.Read(name)));

    /// <summary>The address of an asset, relative to the page's root. It changes with the content, so that browsers can keep it.</summary>
    public static string AddressOf(string name) => $"{Prefix}{name}?v={Assets[name].Value.Version}";

    /// <summary>Answers a request for an asset.</summary>
    public static async Task Send(HttpContext context, string name)
    {
        if (!Assets.TryGetValue(name, out var found))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var asset = found.Value;
        var (request, response) = (context.Request, context.Response);
        response.Headers.ETag = $"\"{asset.Version}\"";
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.XContentTypeOptions = "nosniff";
        if (request.Headers.IfNoneMatch == response.Headers.ETag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = asset.ContentType;
        var isCompressed = request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (isCompressed)
            response.Headers.ContentEncoding = "gzip";
        var content = isCompressed ? asset.Compressed : asset.Content;
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
    }

    private sealed record Asset(string ContentType, string Version, byte[] Content, byte[] Compressed)
    {
        public static Asset Read(string resource)
        {
            using var stream = typeof(DashboardAssets).Assembly.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            using var compressed = new MemoryStream();
            using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
                gzip.Write(content);
            return new(TypeOf(resource), Convert.ToHexStringLower(SHA256.HashData(content))[..16], content, compressed.ToArray());
        }

        private static string TypeOf(string resource) => Path.GetExtension(resource) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
    }
}
