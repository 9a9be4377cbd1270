using Microsoft.CodeAnalysis;

namespace RxOfctl.Documentation.Tests;

public sealed class ListingTests
{
    public static TheoryData<string> Listings => new(Listing.All().Select(listing => listing.ToString()));

    [Fact]
    public void The_readme_begins_with_a_program_that_serves_switches()
    {
        var first = Listing.All().First(listing => listing.Page == "README.md");
        Assert.True(first.Serves);
    }

    [Fact]
    public void The_readme_is_short() => Assert.InRange(Repository.Read("README.md").Split('\n').Length, 50, 200);

    [Theory]
    [MemberData(nameof(Listings))]
    public void A_listing_compiles_without_a_warning_with_the_usings_that_the_packages_bring(string place)
    {
        var complaints = Listing.All().Single(listing => listing.ToString() == place).Compile().GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

        Assert.True(!complaints.Any(), $"{place}:\n{string.Join('\n', complaints)}");
    }

    [Fact]
    public void Links_between_pages_lead_somewhere()
    {
        var missing =
            from page in Repository.Pages()
            from match in System.Text.RegularExpressions.Regex.Matches(Repository.Read(page), @"\]\((?<path>[^)#]+)(#[^)]*)?\)")
            let path = match.Groups["path"].Value
            where !path.Contains("://", StringComparison.Ordinal)
            where !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, path))
            select $"{page}: {path}";
        Assert.Empty(missing);
    }
}
