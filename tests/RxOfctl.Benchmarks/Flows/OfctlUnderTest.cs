using System.Globalization;
using RxOfctl.Benchmarks.Processes;
using RxOfctl.Interop.Tests.Ovs;

namespace RxOfctl.Benchmarks.Flows;

/// <summary>What it took to make a bridge what it should be.</summary>
/// <param name="Seconds">The time.</param>
/// <param name="CpuSeconds">The processor time of the client.</param>
/// <param name="SwitchCpuSeconds">The processor time of <c>ovs-vswitchd</c> meanwhile.</param>
internal sealed record Cost(double Seconds, double CpuSeconds, double SwitchCpuSeconds)
{
    /// <summary>The median of each figure.</summary>
    public static Cost Median(IReadOnlyCollection<Cost> rounds)
    {
        return new(Of(each => each.Seconds), Of(each => each.CpuSeconds), Of(each => each.SwitchCpuSeconds));

        double Of(Func<Cost, double> figure) => rounds.Select(figure).Order().ElementAt(rounds.Count / 2);
    }
}

/// <summary><c>ovs-ofctl</c> on a bridge with flows.</summary>
/// <param name="Ovs">The instance.</param>
/// <param name="BridgeName">The bridge.</param>
/// <param name="All">The file of all flows.</param>
/// <param name="Drift">The file of the changes that make it differ.</param>
internal sealed record OfctlUnderTest(OpenVSwitch Ovs, string BridgeName, string All, string Drift)
{
    // A bridge deletes all flows when its first controller is set and when its last one goes, so it always has one, which does not exist.
    private const string Absent = "tcp:127.0.0.1:1";

    /// <summary>The socket of the bridge, on which <c>ovs-ofctl</c> connects to it.</summary>
    public string Socket => Path.Combine(Ovs.DirectoryPath, $"{BridgeName}.mgmt");

    /// <summary>Has the bridge connect to a controller at a port of this machine.</summary>
    public Task ConnectAsync(int port) => Ovs.SetControllerAsync(BridgeName, Absent, string.Create(CultureInfo.InvariantCulture, $"tcp:127.0.0.1:{port}"));

    /// <summary>Has it disconnect.</summary>
    public Task DisconnectAsync() => Ovs.SetControllerAsync(BridgeName, Absent);

    public Task<Cost> DeleteAsync() => RunAsync("del-flows", isBundle: false, file: null);

    /// <summary>Makes the bridge have all flows, and no others.</summary>
    public async Task FillAsync()
    {
        await DeleteAsync();
        await RunAsync("add-flows", isBundle: true);
    }

    /// <summary>Makes the bridge have all flows, but for 1 % that differs.</summary>
    public async Task FillAndDriftAsync()
    {
        await FillAsync();
        await DriftAsync();
    }

    /// <summary>Makes 1 % of the flows differ, in one bundle.</summary>
    public Task<Cost> DriftAsync() => RunAsync("add-flows", isBundle: true, Drift);

    public Task<Cost> RunAsync(string command, bool isBundle) => RunAsync(command, isBundle, All);

    /// <summary>Measures what something else costs the switch.</summary>
    public async Task<Cost> MeasureAsync(Func<Task<Cost>> run)
    {
        var before = SwitchCpuSeconds;
        var cost = await run();
        return cost with { SwitchCpuSeconds = SwitchCpuSeconds - before };
    }

    private double SwitchCpuSeconds => Ovs.ProcessIds.Sum(ChildProcess.CpuSecondsOf);

    // The shell reports the times of the command alone. Without --no-names, ovs-ofctl asks for the features of all tables first.
    private Task<Cost> RunAsync(string command, bool isBundle, string? file) => MeasureAsync(async () =>
    {
        var ofctl = $"ovs-ofctl -O OpenFlow14 --no-names {(isBundle ? "--bundle " : "")}{command} {BridgeName} {file}";
        var run = await Command.RunAsync(
            "/bin/bash",
            ["-c", $"TIMEFORMAT='%R %U %S'; time taskset -c {Cores.Controller()} {ofctl}"],
            new Dictionary<string, string> { ["OVS_RUNDIR"] = Ovs.DirectoryPath });
        if (run.ExitCode != 0)
            throw new InvalidOperationException(run.Complaint);
        double[] times = [.. run.Errors.Trim().Split('\n')[^1].Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
        return new(times[0], times[1] + times[2], 0);
    });
}
