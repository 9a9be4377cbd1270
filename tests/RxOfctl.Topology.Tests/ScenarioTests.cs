using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RxOfctl.Topology.Tests;

/// <summary>
/// Each scenario ends as it should, and what happens in it, with each frame on each link, is the same each time. RXOFCTL_RUNS says how
/// often it runs.
/// </summary>
public sealed class ScenarioTests
{
    private static readonly int Runs = int.Parse(Environment.GetEnvironmentVariable("RXOFCTL_RUNS") ?? "3", CultureInfo.InvariantCulture);

    public static TheoryData<string> Names => new(Scenarios.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_the_same_trace_each_time(string name)
    {
        var first = Run(Scenarios.All[name]);
        for (var run = 1; run < Runs; run++)
            Assert.Equal(first, Run(Scenarios.All[name]));
    }

    private static string Run(Scenario scenario)
    {
        using var lab = new Lab(scenario.Network, scenario.Options, connects: false);
        using var frames = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var trace = new StringBuilder();
        Follow("link", lab.Topology.Links.Connect());
        Follow("pair", lab.Topology.LinkPairs.Connect());
        Follow("tree", lab.Topology.SpanningTree.Connect());
        Follow("host", lab.Topology.Hosts.Connect());
        Follow("port", lab.Topology.Ports.Connect());
        lab.Topology.Settled.Subscribe(_ => Write("settled"));
        lab.Topology.Alerts.Subscribe(alert => Write($"{alert}"));
        foreach (var link in lab.Network.Links)
        {
            link.Frames.Subscribe(frame =>
            {
                frames.AppendData(Encoding.ASCII.GetBytes($"{frame.At.Ticks} {frame.From} {frame.To}"));
                frames.AppendData(frame.Data.Span);
            });
        }

        using var connections = lab.Network.ConnectTo(lab.Controller);
        lab.Advance(1);
        scenario.Run(lab);
        Assert.Empty(lab.Errors);
        return trace.Append(Convert.ToHexString(frames.GetHashAndReset())).ToString();

        void Follow<TObject, TKey>(string what, IObservable<IChangeSet<TObject, TKey>> changes)
            where TObject : notnull
            where TKey : notnull => changes.Subscribe(each =>
        {
            foreach (var change in each)
                Write($"{what} {change.Reason} {change.Current}");
        });

        void Write(string line) => trace.Append(CultureInfo.InvariantCulture, $"{lab.Now.Ticks} {line}\n");
    }
}
