using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Sessions;

/// <summary>Malformed input from a peer costs few log lines, few answers and, in the end, its connection; and a log or listener that throws
/// costs nothing more.</summary>
public class GarbageTests
{
    private const string Malformed = "04 0b 0010 00000005 0000000000000000";
    private const string Line = "sent a malformed message";

    [Fact]
    public void One_line_is_logged_per_interval_with_how_many_were_left_out()
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present();
        Send(lab, peer, 50);
        Assert.Single(lab.Log.Entries, entry => entry.Text.Contains(Line, StringComparison.Ordinal));
        lab.PassSeconds(11);
        Send(lab, peer, 3);
        Assert.Equal(2, lab.Log.Entries.Count(entry => entry.Text.Contains(Line, StringComparison.Ordinal)));
        Assert.True(lab.Log.Has(LogLevel.Warning, "Left out since the last such line: 49."));
        Assert.True(datapath.IsConnected);
        peer.Disconnect();
        lab.Settle();

        Assert.True(lab.Log.Has(LogLevel.Warning, $"{Line} 2 more times."));
    }

    [Fact]
    public void Each_peer_has_its_own_line()
    {
        var lab = new Lab();
        var (first, _) = lab.Present(1);
        var (second, _) = lab.Present(2);
        Send(lab, first, 5);
        Send(lab, second, 5);

        Assert.Equal(2, lab.Log.Entries.Count(entry => entry.Text.Contains(Line, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_storm_of_connections_from_one_address_costs_few_lines()
    {
        var lab = new Lab();
        for (var count = 0; count < 200; count++)
        {
            ScriptedSwitch.ConnectBare(lab.Controller).Disconnect();
            lab.Settle();
        }

        Assert.InRange(lab.Log.Entries.Count(entry => entry.Level >= LogLevel.Information), 1, 12);
        lab.PassSeconds(5);
        ScriptedSwitch.ConnectBare(lab.Controller).Disconnect();
        lab.Settle();

        Assert.Matches("Left out since the last such line of its address: 1[89][0-9]\\.", lab.Log.Entries[^1].Text);
    }

    [Fact]
    public void Malformed_entries_of_a_reply_are_logged_and_the_others_returned()
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present();
        // Two flows, the second of which has an instruction of length zero.
        peer.Expect<FlowStatsRequest>().Do(request => peer.SendHex(
            $"04 13 0088 {request.Xid:x8} 0001 0000 00000000"
            + " 0038 00 00 00000000 00000000 0007 0000 0000 0000 00000000 0000000000000000 0000000000000000 0000000000000000 0001 0004 00000000"
            + " 0040 00 00 00000000 00000000 0000 0000 0000 0000 00000000 0000000000000000 0000000000000000 0000000000000000 0001 0004 00000000 0001 0000 00000000"));
        var flows = lab.Record(datapath.SendMsg(new FlowStatsRequest()));
        lab.Settle();

        Assert.Equal(7, Assert.Single(flows.Values).Priority);
        Assert.True(flows.IsCompleted);
        Assert.True(lab.Log.Has(LogLevel.Warning, "sent 1 entries of FlowStatsReply that cannot be decoded"));
    }

    [Fact]
    public void Malformed_messages_are_answered_with_errors_up_to_a_rate()
    {
        var lab = new Lab();
        var (peer, _) = lab.Present();
        Send(lab, peer, 50);
        Assert.Equal(10, peer.ReceivedOf<ErrorMessage>().Count);
        lab.PassSeconds(0.5);
        Send(lab, peer, 20);

        Assert.Equal(15, peer.ReceivedOf<ErrorMessage>().Count);
    }

    [Fact]
    public void A_connection_is_closed_after_too_many_malformed_messages()
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present(1);
        var (_, neighbor) = lab.Present(2);
        Send(lab, peer, 100);
        Assert.True(datapath.IsConnected);
        Send(lab, peer, 2);

        Assert.False(datapath.IsConnected);
        Assert.True(neighbor.IsConnected);
        Assert.True(lab.Log.Has(LogLevel.Information, "it sent more than 100 malformed messages"));
        Assert.True(lab.Log.Entries.Count < 20);
    }

    [Fact]
    public void Occasional_malformed_messages_do_not_close_the_connection()
    {
        var lab = new Lab(new() { MaxMalformed = 2 });
        var (peer, datapath) = lab.Present();
        for (var count = 0; count < 1000; count++)
        {
            Send(lab, peer, 1);
            lab.PassSeconds(1);
        }

        Assert.True(datapath.IsConnected);
    }

    [Theory]
    // NXT_PACKET_IN2 whose packet has a length of 65,000 bytes; and one with a property before it.
    [InlineData("04 04 0020 00000000 00002320 0000001e 0000 fde8 000000000000000000000000")]
    [InlineData("04 04 0030 00000000 00002320 0000001e 0006 0005 01 000000 0000 fde8 000000000000000000000000 0000000000000000")]
    // A packet-in that ends before its packet, or before its match.
    [InlineData("04 0a 0014 00000000 ffffffff ffff 00 00 00000000")]
    [InlineData("04 0a 0020 00000000 ffffffff ffff 00 00 0000000000000000 0001 0040 80000004")]
    public void A_packet_in_that_its_header_cannot_hold_ends_the_connection_before_its_packet_is_read(string bytes)
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present(1, OpenFlowVersion.OpenFlow13, Lab.PortOf(1));
        var messages = lab.Record(datapath.Messages);
        var forged = OpenFlowCodec.Encode(new PortStatus { Reason = PortReason.Delete, Desc = Lab.PortOf(1) }, OpenFlowVersion.OpenFlow13, 0);
        peer.SendBytes([.. ByteString.FromHex(bytes).Span, .. forged, .. forged]);
        lab.Settle();

        Assert.False(datapath.IsConnected);
        Assert.Empty(messages.Values);
        Assert.True(lab.Log.Has(LogLevel.Information, "longer than its header can express"));
    }

    [Fact]
    public void Texts_of_a_peer_are_escaped_and_cut()
    {
        var lab = new Lab();
        var changes = lab.Record(lab.Controller.Connections);
        var peer = ScriptedSwitch.ConnectBare(lab.Controller);
        var text = "no\r\nwarning: all is well\u001b[2J\\"u8.ToArray().Concat(Enumerable.Repeat((byte)'x', 60_000)).ToArray();
        peer.Send(new ErrorMessage { Error = OpenFlowError.HelloFailedIncompatible, Data = text });
        lab.Settle();

        string[] texts = [.. lab.Log.Entries.Select(entry => entry.Text), .. changes.Values.Select(change => change.Reason ?? "")];
        Assert.Contains(texts, each => each.Contains(@"no\u000d\u000awarning: all is well\u001b[2J\\xxx", StringComparison.Ordinal));
        Assert.All(texts, each =>
        {
            Assert.InRange(each.Length, 0, 500);
            Assert.DoesNotContain(each, char.IsControl);
        });
    }

    [Fact]
    public void A_logger_that_throws_ends_nothing_and_leaves_no_datapath()
    {
        var lab = new Lab();
        using var logger = new ThrowingLogger();
        var controller = new OpenFlowController(new() { Scheduler = lab.Scheduler, LoggerFactory = logger });
        Live(lab, controller);

        Assert.True(logger.Thrown > 3);
    }

    [Fact]
    public void A_listener_of_the_meter_that_throws_ends_nothing_and_is_reported_once()
    {
        var lab = new Lab();
        var thrown = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Scope == lab.Controller)
                own.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw Thrown(ref thrown));
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => throw Thrown(ref thrown));
        listener.Start();
        Live(lab, lab.Controller);

        Assert.True(thrown > 10);
        Assert.Single(lab.Log.Entries, entry => entry.Level == LogLevel.Error);
    }

    [Fact]
    public void A_listener_of_activities_that_throws_ends_no_request()
    {
        var lab = new Lab();
        // Other tests run at the same time, on other threads.
        var thread = Environment.CurrentManagedThreadId;
        var thrown = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "RxOfctl",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                Environment.CurrentManagedThreadId == thread ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStarted = _ => throw Thrown(ref thrown),
            ActivityStopped = _ => throw Thrown(ref thrown),
        };
        ActivitySource.AddActivityListener(listener);
        Live(lab, lab.Controller);

        Assert.True(thrown > 0);
        Assert.Null(Activity.Current);
    }

    // A datapath connects, answers a request, sends garbage, disconnects, and reconnects.
    private static void Live(Lab lab, OpenFlowController controller)
    {
        for (var turn = 0; turn < 3; turn++)
        {
            using var peer = ScriptedSwitch.Connect(controller, 1);
            lab.Settle();
            var asked = lab.Record(controller.SendMsg(1, new BarrierRequest()));
            using var late = lab.Record(controller.SendMsg(1, new BarrierRequest(), TimeSpan.FromTicks(1)));
            Send(lab, peer, 3);
            Assert.True(asked.IsCompleted, string.Create(CultureInfo.InvariantCulture, $"The request of turn {turn} did not complete."));
            peer.Send(new ErrorMessage(), peer.Received[^1].Xid);
            peer.Disconnect();
            lab.Settle();
            Assert.Null(controller.GetDatapath(1));
            Assert.Empty(controller.GetDatapaths());
        }
    }

    private static void Send(Lab lab, ScriptedSwitch peer, int count)
    {
        for (; count > 0; count--)
            peer.SendHex(Malformed);
        lab.Settle();
    }

    private static InvalidOperationException Thrown(ref int count)
    {
        Interlocked.Increment(ref count);
        return new("thrown by a test");
    }

    private sealed class ThrowingLogger : ILoggerFactory, ILogger
    {
        private int _thrown;

        public int Thrown => _thrown;

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.Debug ? true : throw GarbageTests.Thrown(ref _thrown);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw GarbageTests.Thrown(ref _thrown);

        public void Dispose()
        {
        }
    }
}
