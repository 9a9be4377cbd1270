using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Tests;

/// <summary>Metrics and activities: the names, units and tags of OBSERVABILITY.md.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly Lab _lab = new(new() { QueueCapacity = 1000 });
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _measured = new();

    public TelemetryTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "RxOfctl" && instrument.Meter.Scope == _lab.Controller)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public void Messages_are_counted_by_type_and_direction()
    {
        var (peer, datapath) = _lab.Present();
        peer.Send(new PacketIn());
        _lab.Record(datapath.SendMsgs([new FlowMod(), new GroupMod()]));
        _lab.Settle();

        Assert.Equal(
            [
                "BarrierReply received", "BarrierRequest sent", "FeaturesReply received", "FeaturesRequest sent", "FlowMod sent", "GroupMod sent",
                "Hello received", "Hello sent", "PacketIn received", "PortDescReply received", "PortDescRequest sent", "SetConfig sent",
            ],
            Of("rxofctl.messages").Select(each => each.Tags).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_messages_of_a_bundle_are_counted_as_they_go_out()
    {
        var (peer, datapath) = _lab.Present(1, OpenFlowVersion.OpenFlow14);
        peer.Always<BundleControl>().Reply(request => request with { Type = request.Type + 1 });
        _measured.Clear();
        _lab.Record(datapath.SendBundle([new FlowMod(), new FlowMod()]));
        _lab.Settle();

        Assert.Equal(
            [
                "BundleControl sent", "BundleAddMessage sent", "BundleAddMessage sent", "BarrierRequest sent", "BundleControl received",
                "BarrierReply received", "BundleControl sent", "BarrierRequest sent", "BundleControl received", "BarrierReply received",
            ],
            Of("rxofctl.messages").Select(each => each.Tags).SkipWhile(tags => tags == "SetConfig sent"));
    }

    [Fact]
    public void Connections_and_requests_are_counted_while_they_exist()
    {
        var (peer, datapath) = _lab.Present();
        peer.Always<BarrierRequest>();
        var request = _lab.Record(datapath.SendMsg(new FlowMod()));
        Assert.Equal((1, 1, 0), (Now("rxofctl.connections"), Now("rxofctl.requests.pending"), Now("rxofctl.queue.depth")));

        request.Dispose();
        Assert.Equal((1, 0, 0), (Now("rxofctl.connections"), Now("rxofctl.requests.pending"), Now("rxofctl.queue.depth")));

        peer.Disconnect();
        _lab.Settle();
        Assert.Equal(0, Now("rxofctl.connections"));
    }

    [Fact]
    public void Waiting_and_dropped_messages_are_counted()
    {
        var lab = _lab;
        var (peer, datapath) = lab.Present();
        peer.Always<BarrierRequest>();
        using var request = lab.Record(datapath.SendMsg(new FlowMod()));
        lab.Settle();
        var depth = 0d;
        var isFirst = true;
        using var handler = datapath.Messages.Subscribe(_ =>
        {
            if (isFirst)
                depth = Now("rxofctl.queue.depth");
            isFirst = false;
        });
        for (var number = 0; number < 5000; number++)
            peer.Send(new PacketIn());
        lab.PassSeconds(1);

        Assert.True(depth > 0);
        Assert.True(datapath.DroppedPacketIns > 0);
        Assert.Equal(datapath.DroppedPacketIns, Of("rxofctl.packet_ins.dropped").Sum(each => each.Value));
        Assert.Equal(0, Now("rxofctl.queue.depth"));
    }

    [Fact]
    public void Malformed_messages_are_counted()
    {
        var (peer, _) = _lab.Present();
        peer.SendHex("04 0a 000a 00000001 0000");
        _lab.Settle();

        Assert.Equal(1, Assert.Single(Of("rxofctl.decode_errors")).Value);
    }

    [Fact]
    public void The_duration_of_requests_is_measured_with_their_outcome()
    {
        var (peer, datapath) = _lab.Present();
        peer.Expect<BarrierRequest>().After(TimeSpan.FromSeconds(2)).Reply(new BarrierReply());
        _lab.Record(datapath.SendMsg(new FlowMod()));
        _lab.PassSeconds(3);
        peer.Expect<RoleRequest>().Error(OpenFlowError.BadRequestEperm);
        _lab.Record(datapath.SendMsg(new RoleRequest()));
        _lab.Settle();
        _lab.Record(datapath.SendMsg(new FlowMod())).Dispose();

        var durations = Of("rxofctl.request.duration").ToArray();
        Assert.Equal(["FlowMod", "RoleRequest OpenFlowErrorException", "FlowMod canceled"], durations.Select(each => each.Tags));
        Assert.Equal(2, durations[0].Value, 0.01);
        Assert.InRange(durations[1].Value, 0, 0.01);
    }

    [Fact]
    public void The_round_trip_of_echo_requests_is_measured()
    {
        var (peer, _) = _lab.Present();
        peer.Always<EchoRequest>().After(TimeSpan.FromSeconds(3)).Reply(new EchoReply());
        _lab.PassSeconds(20);

        Assert.Equal(3, Assert.Single(Of("rxofctl.echo.round_trip")).Value, 0.01);
    }

    [Fact]
    public void A_request_is_an_activity_from_its_sending_to_its_end()
    {
        const ulong Id = 0x7e1e;
        var stopped = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "RxOfctl",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (Equals(activity.GetTagItem("openflow.datapath"), new DatapathId(Id).ToString()))
                    stopped.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var (peer, datapath) = _lab.Present(Id);
        using var outer = new Activity("outer").Start();
        peer.Expect<BarrierRequest>().After(TimeSpan.FromSeconds(2)).Reply(new BarrierReply());
        _lab.Record(datapath.SendMsg(new FlowMod()));
        Assert.Same(outer, Activity.Current);
        _lab.PassSeconds(3);
        peer.Expect<FlowMod>().Error(OpenFlowError.FlowModFailedOverlap);
        _lab.Record(datapath.SendMsg(new FlowMod()));
        _lab.Settle();
        Assert.Same(outer, Activity.Current);

        var (done, failed) = (stopped.First(), stopped.Last());
        Assert.Equal(2, stopped.Count);
        Assert.All(stopped, activity => Assert.Equal((outer.SpanId, "SendMsg FlowMod"), (activity.ParentSpanId, activity.DisplayName)));
        Assert.Equal(2, done.Duration.TotalSeconds, 0.01);
        Assert.Equal(("FlowMod", "OpenFlow 1.3"), (done.GetTagItem("openflow.message"), done.GetTagItem("openflow.version")));
        Assert.Equal((long)peer.Received.First(each => each.Message is FlowMod).Xid, done.GetTagItem("openflow.xid"));
        Assert.Equal((ActivityStatusCode.Unset, ActivityStatusCode.Error), (done.Status, failed.Status));
        Assert.Equal("OpenFlowErrorException", failed.GetTagItem("error.type"));
    }

    [Fact]
    public async Task A_disposed_controller_measures_nothing()
    {
        var gone = new ConcurrentQueue<string>();
        _listener.MeasurementsCompleted = (instrument, _) => gone.Enqueue(instrument.Name);

        await _lab.Controller.DisposeAsync();

        Assert.Contains("rxofctl.connections", gone);
        Assert.Contains("rxofctl.messages", gone);
    }

    private IEnumerable<(string Name, double Value, string Tags)> Of(string name) => _measured.Where(each => each.Name == name);

    private double Now(string name)
    {
        _listener.RecordObservableInstruments();
        return Of(name).Last().Value;
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
}
