using RxOfctl.Cli;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;

namespace RxOfctl.Interop.Tests.Tool;

/// <summary>rxofctl and ovs-ofctl on one bridge of Open vSwitch.</summary>
public abstract class ToolWithOvs : IAsyncLifetime
{
    protected const string BridgeName = "br0";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private OpenVSwitch? _ovs;

    protected OpenVSwitch Ovs => _ovs!;

    public static TheoryData<OpenFlowVersion> Versions =>
        [OpenFlowVersion.OpenFlow10, OpenFlowVersion.OpenFlow13, OpenFlowVersion.OpenFlow14, OpenFlowVersion.OpenFlow15];

    // Where Open vSwitch is missing the tests are skipped, but still constructed.
    public async Task InitializeAsync() => _ovs = OvsTools.ReasonToSkip is null ? await OpenVSwitch.StartAsync() : null;

    public async Task DisposeAsync()
    {
        if (_ovs is not null)
            await _ovs.DisposeAsync();
    }

    protected Task AddBridgeAsync() => Ovs.AddBridgeAsync(new Bridge(BridgeName, 0xa1) { Protocols = Enum.GetValues<OpenFlowVersion>(), Ports = ["p1", "p2"] });

    protected static string Name(OpenFlowVersion version) => $"{version}";

    /// <summary>Runs rxofctl in this process. The bridge is found by its name.</summary>
    protected async Task<(int Code, string Output, string Error)> RunAsync(OpenFlowVersion version, string input, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = new ToolConsole(new StringReader(input), output, error) { Variable = name => name == "OVS_RUNDIR" ? Ovs.DirectoryPath : null };
        using var limit = new CancellationTokenSource(Limit);
        var code = await CommandLine.RunAsync([.. arguments, "-O", Name(version)], console, limit.Token);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Starts rxofctl in this process, with a command that runs until it is ended.</summary>
    internal StreamingTool Start(OpenFlowVersion version, params string[] arguments) =>
        new(Ovs.DirectoryPath, [.. arguments, "-O", Name(version)]);

    /// <summary>Runs rxofctl, which succeeds.</summary>
    protected async Task<string> OursAsync(OpenFlowVersion version, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(version, "", arguments);
        Assert.True(code == 0 && error.Length == 0, $"rxofctl {string.Join(' ', arguments)} in {version.ToText()}: {code} {error}");
        return output;
    }

    /// <summary>Runs ovs-ofctl, which succeeds.</summary>
    protected Task<string> TheirsAsync(OpenFlowVersion version, params string[] arguments) => Ovs.OfctlAsync(["-O", Name(version), .. arguments]);
}
