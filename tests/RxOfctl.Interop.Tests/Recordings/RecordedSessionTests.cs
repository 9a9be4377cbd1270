using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using LearningSwitch;
using RxOfctl.Interop.Tests.Controller;
using RxOfctl.Interop.Tests.Hosts;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Recording;

namespace RxOfctl.Interop.Tests.Recordings;

/// <summary>A session of Open vSwitch with an app is recorded, dissected by tshark, and replayed.</summary>
public sealed class RecordedSessionTests : ControllerWithOvs, IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rxofctl-session-");

    public void Dispose() => _directory.Delete(recursive: true);

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10, "openflow_v1")]
    [InlineData(OpenFlowVersion.OpenFlow13, "openflow_v4")]
    [InlineData(OpenFlowVersion.OpenFlow15, "openflow_v6")]
    public async Task A_session_is_dissected_by_tshark_as_recorded_and_replayed_a_hundred_times_with_the_same_result(OpenFlowVersion version, string protocol)
    {
        var file = Path.Combine(_directory.FullName, "session.pcapng");
        using (var recorder = Controller.Record(file))
        {
            using var app = new LearningSwitchApp(Controller).Start();
            var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");
            await datapath.SendMsgAsync(new BarrierRequest(), Limit);
            await using (var hosts = await Pair.ConnectAsync(Ovs, Limit))
            {
                await hosts.First.PingAsync(new(10, 0, 0, 2), Limit);
                await hosts.Second.PingAsync(new(10, 0, 0, 1), Limit);
            }

            var isDown = datapath.Messages.OfMessage<PortStatus>().FirstAsync().ToTask(Limit);
            await Ovs.SetPortAdminStateAsync("p1", up: false);
            await isDown;
            var isGone = Controller.Datapaths.Watch(0xa1).FirstAsync(change => change.Reason == ChangeReason.Remove).ToTask(Limit);
            Ovs.Kill();
            await isGone;
        }

        var recording = RxOfctl.Recording.Recording.Open(file);
        // Open vSwitch may connect once before the bridge has its versions.
        Assert.Equal((DatapathId)0xa1, Assert.Single(recording.Connections, connection => connection.DatapathId is not null).DatapathId);
        Assert.Empty(recording.Problems);
        Assert.Contains(recording.Frames, frame => frame.Decode() is PortStatus);
        Assert.Contains(recording.Frames, frame => frame.IsSent && frame.Decode() is FlowMod { Priority: 1 });
        if (OvsTools.TryFind("tshark") is not null)
        {
            var run = await Command.RunAsync("tshark", ["-r", file, "-Y", protocol, "-T", "fields", "-e", "frame.number"]);
            Assert.True(run.ExitCode == 0, run.Errors);
            var dissected = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
            Assert.Equal(recording.Frames.Count(frame => frame.Header.Version == version), dissected);
        }

        for (var count = 0; count < 100; count++)
        {
            using var replay = new Replay(recording);
            using var app = new LearningSwitchApp(replay.Controller).Start();
            // As the test has sent it above.
            using var asking = replay.Controller.WhenPresent(0xa1).SelectMany(datapath => datapath.SendMsg(new BarrierRequest())).Subscribe();
            replay.AssertSame();
        }
    }
}
