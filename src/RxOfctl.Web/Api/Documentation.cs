using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using RxOfctl.Web.Security;
using Scalar.AspNetCore;

namespace RxOfctl.Web.Api;

/// <summary>The OpenAPI document of all of it, and Scalar's page that shows it.</summary>
internal static class Documentation
{
    public const string Name = "openflow";

    private const string Title = "RxOfctl";

    public static void Configure(OpenApiOptions options)
    {
        // Only what is mapped here: the app's own endpoints have documents of their own.
        options.ShouldInclude = static description => description.RelativePath is { } path
            && (path.StartsWith("api/", StringComparison.Ordinal) || path.StartsWith("stats/", StringComparison.Ordinal)
                || path.StartsWith("v1.0/topology", StringComparison.Ordinal));
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new()
            {
                Title = Title,
                Version = typeof(Documentation).Assembly.GetName().Version?.ToString(3),
                Description = "Reading is open at a listener bound to loopback. Changing needs an operator's session or API key.",
            };
            document.Components ??= new();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(static (schema, context, _) =>
        {
            Adjust(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
    }

    public static void MapDocumentation(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(OpenFlowPolicies.Read);
        endpoints.MapScalarApiReference("/scalar", static options => options
            .WithTitle(Title)
            .WithOpenApiRoutePattern($"/openapi/{Name}.json")
            .DisableDefaultFonts()).RequireAuthorization(OpenFlowPolicies.Read);
    }

    // The API has JSON options of its own, not the app's: names in snake case, enumerations by name, flags as lists of names.
    private static void Adjust(OpenApiSchema schema, Type type)
    {
        if (type.Assembly == typeof(Documentation).Assembly && schema.Properties is { Count: > 0 } members)
            schema.Properties = members.ToDictionary(each => Names.Snake(each.Key), each => each.Value);
        if (!type.IsEnum)
            return;
        var names = new OpenApiSchema { Type = JsonSchemaType.String };
        var isFlags = type.IsDefined(typeof(FlagsAttribute), inherit: false);
        (schema.Type, schema.Items) = (isFlags ? JsonSchemaType.Array : JsonSchemaType.String, isFlags ? names : null);
    }
}
