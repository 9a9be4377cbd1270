using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Web.Api;

/// <summary>The JSON of the API: names in snake case, and messages and their parts as <see cref="OpenFlowJson"/> has them.</summary>
internal static class ApiJson
{
    // Actions within actions.
    private const int MaxDepth = 256;

    public static JsonSerializerOptions Options { get; } = Make();

    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = MaxDepth,
        };
        options.TypeInfoResolverChain.Add(OpenFlowJson.TypeInfoResolver);
        options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        options.MakeReadOnly();
        return options;
    }
}
