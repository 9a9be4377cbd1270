using System.Reactive;
using System.Reactive.Linq;
using Microsoft.Extensions.Logging;
using Microsoft.Reactive.Testing;
using RxOfctl.Caching;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;

namespace RxOfctl.Tests;

/// <summary>The rule for observers that throw, on every observable of a controller: it has ended, it is reported, and the others lose
/// nothing.</summary>
public class ObserverErrorTests
{
    private readonly List<ObserverError> _reported = [];
    private readonly Lab _lab;

    public ObserverErrorTests() => _lab = new(new() { OnObserverError = _reported.Add });

    /// <summary>The observables, with their names in reports and how often they emit.</summary>
    private static readonly Dictionary<string, (string Observed, Func<Lab, Datapath, IObservable<Unit>> Source, int Count)> Streams = new()
    {
        ["Messages"] = ("Messages", (lab, _) => lab.Controller.Messages.Select(_ => Unit.Default), 3),
        ["Messages of a type"] = ("Messages", (lab, _) => lab.Controller.Messages.OfMessage<PortStatus>().Select(_ => Unit.Default), 3),
        ["Messages that pass a filter"] = ("Messages", (lab, _) => lab.Controller.Messages.Where(_ => true).Select(_ => Unit.Default), 3),
        ["Messages of a datapath"] = ("Messages of datapath 0000000000000001", (_, datapath) => datapath.Messages.Select(_ => Unit.Default), 3),
        ["Ports"] = ("Ports of datapath 0000000000000001", (_, datapath) => datapath.Ports.Connect().Select(_ => Unit.Default), 3),
        ["A watched port"] = ("Ports of datapath 0000000000000001", (_, datapath) => datapath.Ports.Watch(1).Select(_ => Unit.Default), 2),
        ["Datapaths"] = ("Datapaths", (lab, _) => lab.Controller.Datapaths.Connect().Select(_ => Unit.Default), 2),
        ["Transformed datapaths"] = ("Datapaths", (lab, _) => lab.Controller.Datapaths.Connect().Transform(each => each.Id).Select(_ => Unit.Default), 2),
        ["Count of datapaths"] = ("Datapaths", (lab, _) => lab.Controller.Datapaths.CountChanged.Select(_ => Unit.Default), 2),
        ["Merged messages"] = ("Messages of datapath 0000000000000001", (lab, _) =>
            lab.Controller.Datapaths.Connect().MergeMany(each => each.Messages).Select(_ => Unit.Default), 3),
        ["Connections"] = ("Connections", (lab, _) => lab.Controller.Connections.Select(_ => Unit.Default), 1),
        ["Replies"] = ("a request to datapath 0000000000000001", (_, datapath) =>
            datapath.SendMsg(new TableStatsRequest()).Select(_ => Unit.Default), 2),
    };

    public static TheoryData<string> Names => [.. Streams.Keys];

    private static void Happen(ScriptedSwitch peer, Lab lab)
    {
        for (var number = 1u; number <= 3; number++)
            peer.Send(new PortStatus { Desc = Lab.PortOf(number == 2 ? 1 : number) });
        lab.Settle();
        peer.Disconnect();
        lab.Settle();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_observer_that_throws_has_ended_and_is_reported_once(string name)
    {
        var (observed, source, count) = Streams[name];
        var (peer, datapath) = _lab.Present();
        peer.Always<TableStatsRequest>().Reply(new TableStatsReply { Body = [new() { TableId = 1 }, new() { TableId = 2 }] });
        var thrown = _lab.Record(_lab.Controller.ThrownExceptions);
        var calls = 0;
        var before = _lab.Record(source(_lab, datapath));
        using var bad = source(_lab, datapath).Subscribe(
            _ => throw new InvalidOperationException($"call {++calls}"), _ => calls++, () => calls++);
        var after = _lab.Record(source(_lab, datapath));
        Happen(peer, _lab);

        Assert.Equal(1, calls);
        var error = Assert.Single(_reported);
        Assert.Equal((ObserverErrorKind.Ended, observed, "call 1"), (error.Kind, error.Observed, error.Exception.Message));
        Assert.Equal(_reported, thrown.Values);
        Assert.Equal(count, before.Values.Count);
        Assert.Equal(count, after.Values.Count);
        Assert.DoesNotContain(_lab.Log.Entries, entry => entry.Level == LogLevel.Error);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_observer_that_is_disposed_inside_another_gets_nothing_more(string name)
    {
        var source = Streams[name].Source;
        var (peer, datapath) = _lab.Present();
        peer.Always<TableStatsRequest>().Reply(new TableStatsReply { Body = [new() { TableId = 1 }, new() { TableId = 2 }] });
        Recording<Unit>? second = null;
        var first = source(_lab, datapath).Subscribe(_ => second?.Dispose());
        var recording = _lab.Record(source(_lab, datapath));
        var known = recording.Values.Count;
        second = recording;
        Happen(peer, _lab);
        first.Dispose();

        Assert.Equal(known, recording.Values.Count);
        Assert.False(recording.IsCompleted);
        Assert.Empty(_reported);
    }

    [Fact]
    public void An_observer_that_throws_at_the_snapshot_is_reported_as_any_other()
    {
        _lab.Present();
        var calls = 0;
        _lab.Controller.Datapaths.Connect().Subscribe(_ => throw new InvalidOperationException($"call {++calls}"));
        _lab.Controller.Datapaths.Watch(1).Subscribe(_ => throw new InvalidOperationException($"call {++calls}"));
        _lab.Present(2);

        Assert.Equal(2, calls);
        Assert.Equal(
            [(ObserverErrorKind.Ended, "Datapaths", "call 1"), (ObserverErrorKind.Ended, "Datapaths", "call 2")],
            _reported.Select(error => (error.Kind, error.Observed, error.Exception.Message)));
    }

    [Fact]
    public void An_exception_that_cannot_describe_itself_ends_nothing_else()
    {
        // Without a handler and a logger it goes to the standard error stream.
        var scheduler = new TestScheduler();
        var controller = new OpenFlowController(new() { Scheduler = scheduler });
        var peer = ScriptedSwitch.Connect(controller, 1);
        using var broken = controller.Messages.Subscribe(_ => throw new UndescribableException());
        var messages = controller.Messages.Record(scheduler);
        scheduler.AdvanceBy(TimeSpan.TicksPerMillisecond);
        peer.Send(new PacketIn());
        peer.Send(new PacketIn());
        scheduler.AdvanceBy(TimeSpan.TicksPerMillisecond);

        Assert.Equal(2, messages.Values.Count);
    }

    [Fact]
    public void A_handler_of_SubscribeEach_gets_the_next_message_after_it_has_thrown()
    {
        var (peer, datapath) = _lab.Present();
        var seen = new List<uint>();
        var completed = 0;
        using var each = datapath.Messages.OfMessage<PacketIn>().SubscribeEach(
            message =>
            {
                seen.Add(message.Message.InPort.Value);
                if (message.Message.InPort == 2)
                    throw new FormatException("port 2");
            },
            onCompleted: () => completed++);
        for (var port = 1u; port <= 3; port++)
            peer.Send(new PacketIn { InPort = port });
        _lab.Settle();
        peer.Disconnect();
        _lab.Settle();

        Assert.Equal([1u, 2u, 3u], seen);
        Assert.Equal(1, completed);
        var error = Assert.Single(_reported);
        Assert.Equal((ObserverErrorKind.Continued, "PacketIn messages", "port 2"), (error.Kind, error.Observed, error.Exception.Message));
    }

    [Fact]
    public void SubscribeEach_reports_to_the_controller_for_any_stream_and_unsubscribes()
    {
        var source = _lab.Scheduler.CreateHotObservable(
            ReactiveTest.OnNext(10, 1), ReactiveTest.OnNext(20, 2), ReactiveTest.OnNext(40, 3));
        var seen = new List<int>();
        var subscription = source.SubscribeEach(_lab.Controller, value =>
        {
            seen.Add(value);
            throw new FormatException($"{value}");
        });
        _lab.Scheduler.AdvanceTo(30);
        subscription.Dispose();
        _lab.Scheduler.AdvanceTo(50);

        Assert.Equal([1, 2], seen);
        Assert.Equal(["1", "2"], _reported.Select(error => error.Exception.Message));
        Assert.Equal([new(0, 30)], source.Subscriptions);
    }

    [Fact]
    public void SubscribeEach_reports_the_error_that_ends_a_stream()
    {
        var source = _lab.Scheduler.CreateHotObservable(ReactiveTest.OnNext(10, 1), ReactiveTest.OnError<int>(20, new FormatException("end")));
        var seen = new List<int>();
        using var toController = source.SubscribeEach(_lab.Controller, seen.Add);
        using var toHandler = source.SubscribeEach(seen.Add, _reported.Add);
        _lab.Scheduler.AdvanceTo(30);

        Assert.Equal([1, 1], seen);
        Assert.Equal(2, _reported.Count);
        Assert.All(_reported, error => Assert.Equal((ObserverErrorKind.Unhandled, "a stream of Int32", "end"), (error.Kind, error.Observed, error.Exception.Message)));
    }

    [Fact]
    public void SubscribeEach_needs_no_controller()
    {
        var (peer, _) = _lab.Present();
        IFleet fleet = _lab.Controller;
        var thrown = new List<ObserverError>();
        var (seen, completed) = (0, 0);
        using var each = fleet.Messages.OfMessage<PacketIn>().Select(message => message.Message.InPort.Value).SubscribeEach(
            port =>
            {
                seen++;
                throw new FormatException($"port {port}");
            },
            thrown.Add,
            () => completed++);
        peer.Send(new PacketIn { InPort = 1 });
        peer.Send(new PacketIn { InPort = 2 });
        _lab.Settle();
        _lab.Controller.DisposeAsync().AsTask();
        _lab.Settle();

        Assert.Equal((2, 1), (seen, completed));
        Assert.Equal(["port 1", "port 2"], thrown.Select(error => error.Exception.Message));
        Assert.All(thrown, error => Assert.Equal((ObserverErrorKind.Continued, "a stream of UInt32"), (error.Kind, error.Observed)));
        Assert.Empty(_reported);
    }

    [Fact]
    public void A_request_that_fails_without_a_handler_is_reported_as_what_it_is()
    {
        var (peer, datapath) = _lab.Present();
        peer.Expect<FlowMod>().Error(OpenFlowError.FlowModFailedOverlap);
        datapath.SendMsg(new FlowMod()).Subscribe();
        _lab.Controller.SendMsg(7, new FlowMod()).Select(_ => 1).Subscribe(_ => { });
        _lab.Settle();

        Assert.Equal([ObserverErrorKind.Unhandled, ObserverErrorKind.Unhandled], _reported.Select(error => error.Kind));
        Assert.Equal(
            ["a request to datapath 0000000000000001", "a request to datapath 0000000000000007"], _reported.Select(error => error.Observed).Order());
        Assert.Contains(_reported, error => error.Exception is OpenFlowErrorException);
        Assert.Contains(_reported, error => error.Exception is InvalidDatapathException);
        Assert.All(_reported, error => Assert.Contains("was subscribed without onError", error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_handler_the_logger_gets_it()
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present();
        datapath.Messages.Subscribe(_ => throw new InvalidOperationException("expected"));
        peer.Send(new PacketIn());
        lab.Settle();

        var (level, text, error) = Assert.Single(lab.Log.Entries, entry => entry.Error is not null);
        Assert.Equal((LogLevel.Error, "An observer of Messages of datapath 0000000000000001 threw, and its subscription has ended."), (level, text));
        Assert.Equal("expected", error!.Message);
    }

    [Fact]
    public void An_error_handler_or_an_observer_of_errors_that_throws_stops_nothing()
    {
        var reported = 0;
        var lab = new Lab(new()
        {
            OnObserverError = _ =>
            {
                reported++;
                throw new InvalidOperationException("in the handler");
            },
        });
        var (peer, datapath) = lab.Present();
        lab.Controller.ThrownExceptions.Subscribe(_ => throw new InvalidOperationException("in the observer of errors"));
        var thrown = lab.Record(lab.Controller.ThrownExceptions);
        datapath.Messages.Subscribe(_ => throw new InvalidOperationException("expected"));
        var messages = lab.Record(datapath.Messages);
        peer.Send(new PacketIn());
        peer.Send(new PacketIn());
        lab.Settle();

        Assert.Equal(2, messages.Values.Count);
        Assert.Equal(2, reported);
        Assert.Equal(["expected", "in the observer of errors"], thrown.Values.Select(error => error.Exception.Message));
        Assert.True(datapath.IsConnected);
    }

    [Fact]
    public async Task Thrown_exceptions_complete_with_the_controller()
    {
        var thrown = _lab.Record(_lab.Controller.ThrownExceptions);
        await _lab.Controller.DisposeAsync();
        _lab.Settle();
        Assert.True(thrown.IsCompleted);
    }

    private sealed class UndescribableException : Exception
    {
        public override string Message => throw new InvalidOperationException("It has no message.");

        public override string ToString() => throw new InvalidOperationException("It has no text.");
    }
}
