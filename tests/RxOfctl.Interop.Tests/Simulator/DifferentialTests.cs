using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using Xunit.Abstractions;

namespace RxOfctl.Interop.Tests.Simulator;

/// <summary>
/// A simulated switch and Open vSwitch get the same flow tables, groups, meters, bundles and packets, made by seed, and have the same outputs,
/// packet-ins, counters and errors. A case that differs is shrunk to the steps that matter. Environment: RXOFCTL_CASES (cases of a version, 300),
/// RXOFCTL_SEED (1).
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private static readonly int Cases = Setting("RXOFCTL_CASES", 300);
    private static readonly int FirstSeed = Setting("RXOFCTL_SEED", 1);

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task A_simulated_switch_does_what_open_vswitch_does(OpenFlowVersion version)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        await using var ovs = await OpenVSwitch.StartAsync(limit.Token);
        await using var bridge = await OvsUnderTest.StartAsync(ovs, version, limit.Token);
        var steps = 0;
        var kinds = new SortedDictionary<CaseKind, int>();
        for (var seed = FirstSeed; seed < FirstSeed + Cases; seed++)
        {
            var made = new CaseMaker(seed, version).Make();
            string? difference;
            try
            {
                difference = await CompareAsync(made, bridge, limit.Token);
            }
            catch (IOException broken)
            {
                throw new IOException($"Seed {seed}: Open vSwitch broke the connection off.\n{made}", broken);
            }

            if (difference is null)
            {
                steps += made.Steps.Count;
                kinds[made.Kind] = kinds.GetValueOrDefault(made.Kind) + 1;
                continue;
            }

            var (shrunk, smallest) = await ShrinkAsync(made, difference, bridge, limit.Token);
            Assert.Fail($"Seed {seed}: '-' is Open vSwitch, '+' the simulated switch.\n{shrunk}\n{smallest}");
        }

        output.WriteLine($"{version}: {Cases} cases ({string.Join(", ", kinds.Select(kind => $"{kind.Value} {kind.Key}"))}) of {steps} steps, no difference; "
            + $"accepted: {AcceptedDifferences.List.Count} kinds");
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;

    private static async Task<string?> CompareAsync(SwitchCase made, OvsUnderTest bridge, CancellationToken cancellationToken)
    {
        var actual = SimulatorUnderTest.Run(made);
        var removals = actual.Count(line => line.StartsWith("removed", StringComparison.Ordinal));
        var expected = await bridge.RunAsync(made, removals, cancellationToken);
        if (expected.SequenceEqual(actual))
            return null;
        return string.Join('\n', [.. expected.Except(actual).Select(line => $"- {line}"), .. actual.Except(expected).Select(line => $"+ {line}")]);
    }

    // Takes steps away one by one, as long as there is still a difference.
    private static async Task<(SwitchCase Case, string Difference)> ShrinkAsync(
        SwitchCase made, string difference, OvsUnderTest bridge, CancellationToken cancellationToken)
    {
        for (var index = made.Steps.Count - 1; index >= 0; index--)
        {
            var smaller = made with { Steps = [.. made.Steps.Where((_, place) => place != index)] };
            if (smaller.Steps.Count > 0 && await CompareAsync(smaller, bridge, cancellationToken) is { } remaining)
                (made, difference) = (smaller, remaining);
        }

        return (made, difference);
    }
}
