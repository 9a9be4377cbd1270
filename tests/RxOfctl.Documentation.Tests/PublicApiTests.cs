using PublicApiGenerator;

namespace RxOfctl.Documentation.Tests;

/// <summary>
/// The public API of each library is listed in its <c>PublicApi.txt</c>, so that a change of it is seen in review.
/// </summary>
public sealed class PublicApiTests
{
    private const string Variable = "RXOFCTL_UPDATE_PUBLIC_API";

    // Components of a page must be public for their framework, but are not for users of the library.
    private const string Components = "RxOfctl.Web.Dashboard";

    [Theory]
    [InlineData(typeof(OpenFlowController))]
    [InlineData(typeof(Protocol.OpenFlowCodec))]
    [InlineData(typeof(Packets.EthernetFrame))]
    [InlineData(typeof(Simulator.SimulatedNetwork))]
    [InlineData(typeof(Capture.CaptureReader))]
    [InlineData(typeof(Recording.Recorder))]
    [InlineData(typeof(Testing.ScriptedSwitch))]
    [InlineData(typeof(Flows.MaintainOperator))]
    [InlineData(typeof(Topology.DiscoverTopologyOperator))]
    [InlineData(typeof(Hosting.IOpenFlowApp))]
    [InlineData(typeof(Web.OpenFlowWebOptions))]
    public void The_public_API_is_as_listed(Type type)
    {
        var api = type.Assembly.GeneratePublicApi(new() { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = ["System", "Microsoft", Components] }).ReplaceLineEndings("\n") + "\n";
        var listing = Path.Combine(Repository.Root, "src", type.Assembly.GetName().Name!, "PublicApi.txt");
        if (Environment.GetEnvironmentVariable(Variable) == "1")
            File.WriteAllText(listing, api);

        var (listed, actual) = (Lines(File.ReadAllText(listing)), Lines(api));
        Assert.True(
            listed.SequenceEqual(actual),
            $"The public API differs from {listing}. If that is intended, update the listings: "
            + $"{Variable}=1 dotnet test tests/RxOfctl.Documentation.Tests --filter PublicApiTests\n"
            + $"Added:\n{string.Join('\n', actual.Except(listed))}\nRemoved:\n{string.Join('\n', listed.Except(actual))}");
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');
}
