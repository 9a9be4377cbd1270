using System.Text.Json;

namespace RxOfctl.Web.Api;

/// <summary>Names in the JSON of the API: in snake case, as the specification's are.</summary>
internal static class Names
{
    public static string Of<T>(T value)
        where T : struct, Enum => Snake($"{value}");

    public static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
