using System.Diagnostics;
using System.Reactive.Concurrency;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Simulator;

namespace RxOfctl.Hosting.Tests;

public sealed class OpenTelemetryTests
{
    [Fact]
    public async Task Requests_are_traced_and_their_durations_fall_into_several_buckets()
    {
        var (metrics, activities) = (new List<Metric>(), new List<Activity>());
        using var meters = Sdk.CreateMeterProviderBuilder().AddOpenFlowInstrumentation().AddInMemoryExporter(metrics).Build();
        using var traces = Sdk.CreateTracerProviderBuilder().AddOpenFlowInstrumentation().AddInMemoryExporter(activities).Build();

        var scheduler = new HistoricalScheduler(DateTimeOffset.UnixEpoch);
        var controller = new OpenFlowController(new() { Scheduler = scheduler });
        await using var ending = controller;
        var network = new SimulatedNetwork(scheduler);
        network.AddSwitch(1, OpenFlowVersion.OpenFlow13);
        using var connection = network.ConnectTo(controller);
        scheduler.AdvanceBy(TimeSpan.FromSeconds(1));
        using var asking = controller.GetDatapath(1)!.SendMsg(new DescRequest()).Subscribe();
        scheduler.AdvanceBy(TimeSpan.FromSeconds(1));

        meters.ForceFlush();
        var duration = Assert.Single(metrics, metric => metric.Name == "rxofctl.request.duration");
        foreach (ref readonly var point in duration.GetMetricPoints())
        {
            var bounds = new List<double>();
            foreach (var bucket in point.GetHistogramBuckets())
                bounds.Add(bucket.ExplicitBound);
            Assert.Equal([0.0001, 0.00025, 0.0005], bounds[..3]);
            Assert.Equal([30, double.PositiveInfinity], bounds[^2..]);
            Assert.Equal(1, point.GetHistogramCount());
        }

        Assert.Equal("SendMsg DescRequest", Assert.Single(activities).DisplayName);
    }
}
