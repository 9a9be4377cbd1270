using RxOfctl.Protocol.Messages;
using RxOfctl.Testing;

namespace RxOfctl.Recording.Tests;

public sealed class ReplayThenLiveTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rxofctl-live-");
    private readonly RecordedLab _lab = new(isRecording: false);

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Past_messages_are_followed_by_live_ones_without_a_gap_or_a_duplicate(bool rotates)
    {
        using var recorder = Record(new() { MaxFileSize = rotates ? 3_000 : null, CompressClosedFiles = rotates });
        _lab.AddSwitchThatAsks(1);
        var recordings = new List<Recording<Envelope<OpenFlowMessage>>>();
        var subscribedAt = new List<DateTimeOffset>();
        // Subscribed at any time: while messages wait to be written, and while they do not.
        for (var i = 0; i < 60; i++)
        {
            _lab.Network.Hosts[0].Announce();
            _lab.Pass(0.013 * (i % 17));
            recordings.Add(recorder.ReplayThenLive(TimeSpan.FromSeconds(2)).Record(_lab.Scheduler));
            subscribedAt.Add(_lab.Scheduler.Now);
            _lab.Network.Hosts[0].Announce();
        }

        _lab.Pass(1);
        recorder.Dispose();
        _lab.Pass(1);

        Assert.Equal(120, _lab.Tapped.Messages.Count);
        foreach (var (recorded, at) in recordings.Zip(subscribedAt))
        {
            Assert.Equal(
                _lab.Tapped.Messages.Where(message => message.ReceivedAt >= at.AddSeconds(-2)).Select(message => (message.ReceivedAt, message.Message)),
                recorded.Values.Select(message => (message.ReceivedAt, message.Message)));
            Assert.True(recorded.IsCompleted);
        }
    }

    [Fact]
    public void Live_messages_have_the_datapath_that_is_connected()
    {
        using var recorder = Record();
        _lab.AddSwitchThatAsks(1);
        _lab.Network.Hosts[0].Announce();
        _lab.Pass(1);
        var messages = recorder.ReplayThenLive(TimeSpan.FromMinutes(1)).Record(_lab.Scheduler);
        _lab.Pass(1);
        _lab.Network.Hosts[0].Announce();
        _lab.Pass(1);

        Assert.Equal([false, true], messages.Values.Select(message => message.Datapath.IsConnected));
        Assert.Same(_lab.Controller.GetDatapath(1), messages.Values[1].Datapath);
        Assert.Equal(messages.Values[1].Datapath.Ports.Keys.Order(), messages.Values[0].Datapath.Ports.Keys.Order());
    }

    [Fact]
    public void An_unsubscribed_observer_gets_nothing_more_and_a_slow_one_is_ended()
    {
        using var recorder = Record(new() { QueueLimit = 2_000 });
        _lab.AddSwitchThatAsks(1);
        var ended = recorder.ReplayThenLive(TimeSpan.Zero).Record(_lab.Scheduler);
        var slow = new List<Exception>();
        var isSlow = true;
        using var subscription = recorder.ReplayThenLive(TimeSpan.Zero).Subscribe(
            _ =>
            {
                // While it handles a message, more are written than may wait for it.
                for (var i = 0; isSlow && i < 100; i++)
                {
                    _lab.Controller.GetDatapath(1)!.Send(new PacketOut { Data = new byte[100] });
                    recorder.Flush();
                }

                isSlow = false;
            },
            slow.Add);
        ended.Dispose();
        _lab.Network.Hosts[0].Announce();
        _lab.Pass(1);

        Assert.Empty(ended.Values);
        Assert.IsType<InvalidOperationException>(Assert.Single(slow));
    }

    [Fact]
    public void A_recording_to_a_stream_has_no_past_to_replay()
    {
        using var recorder = _lab.Controller.Record(new MemoryStream());
        Assert.Throws<NotSupportedException>(() => recorder.ReplayThenLive(TimeSpan.FromSeconds(1)));
    }

    private Recorder Record(RecordingOptions? options = null) => _lab.Controller.Record(Path.Combine(_directory.FullName, "live.pcapng"), options);
}
