using Microsoft.CodeAnalysis;

namespace RxOfctl.Protocol.Generator;

/// <summary>One code of a record, as an attribute declares it.</summary>
/// <param name="Index">Its place among the record's codes, from 1 on.</param>
/// <param name="Code">The number, or an experimenter's subtype.</param>
/// <param name="Experimenter">The experimenter; 0 for the specification.</param>
/// <param name="From">The first version that has it.</param>
/// <param name="To">The last version that has it.</param>
/// <param name="ReadBy">The method that reads the body.</param>
/// <param name="WriteBy">The method that writes the body, where it is not the family's.</param>
/// <param name="When">The method that says whether the form can carry the members; null where it always can.</param>
/// <param name="PadBefore">How many zero bytes stand before the body.</param>
/// <param name="Family">The family whose dispatch has the code, with its namespace; null for the record's own.</param>
/// <param name="Needs">What the receiver must be known to understand, as bits; 0 for nothing.</param>
internal sealed record WireCode(
    int Index,
    int Code,
    uint Experimenter,
    int From,
    int To,
    string ReadBy,
    string? WriteBy,
    string? When,
    int PadBefore,
    string? Family,
    int Needs)
{
    private const uint Nicira = 0x0000_2320;
    private const uint Onf = 0x4f4e_4600;

    /// <summary>The codes of a record in the order of their declaration.</summary>
    public static IReadOnlyList<WireCode> Of(INamedTypeSymbol record)
    {
        var codes = new List<WireCode>();
        foreach (var attribute in record.GetAttributes())
        {
            if (ExperimenterOf(attribute) is { } experimenter)
                codes.Add(Read(attribute, codes.Count + 1, experimenter));
        }

        return codes;
    }

    /// <summary>The name of the attribute that declares a record's first code.</summary>
    public static string? FirstAttribute(INamedTypeSymbol record) =>
        record.GetAttributes().FirstOrDefault(attribute => ExperimenterOf(attribute) is not null)?.AttributeClass?.Name;

    /// <summary>True if a version has both codes.</summary>
    public bool Overlaps(WireCode other) => From <= other.To && other.From <= To;

    /// <summary>The condition that a version has the code; empty where every version has it.</summary>
    public string In(string version) => Versions.Condition(version, From, To) ?? "";

    private static uint? ExperimenterOf(AttributeData attribute) => attribute.AttributeClass?.Name switch
    {
        "WireCodeAttribute" => 0,
        "NiciraCodeAttribute" => Nicira,
        "OnfCodeAttribute" => Onf,
        _ => null,
    };

    private static WireCode Read(AttributeData attribute, int index, uint experimenter)
    {
        object? Named(string name) =>
            attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { IsNull: false } value ? value.Value : null;
        int Number(string name, int otherwise) =>
            Named(name) is { } value ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) : otherwise;
        var layout = Named("Layout") as string;
        return new(
            index,
            (int)attribute.ConstructorArguments[0].Value!,
            experimenter,
            Number("From", Versions.First),
            Number("To", Versions.Last),
            Named("ReadBy") as string ?? "Read" + (layout ?? "Body"),
            Named("WriteBy") as string ?? (layout is null ? null : "Write" + layout),
            Named("When") as string ?? (layout is null ? null : "Fits" + layout),
            Number("PadBefore", 0),
            (Named("Family") as INamedTypeSymbol)?.ToDisplayString(),
            Number("Needs", 0));
    }
}
