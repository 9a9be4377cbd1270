using System.Reactive.Concurrency;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator;

namespace RxOfctl.Recording.Tests;

/// <summary>A controller in virtual time with simulated switches, whose messages are recorded in memory.</summary>
internal sealed class RecordedLab
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Capturing _output = new();

    public RecordedLab(DateTimeOffset? start = null, RecordingOptions? options = null, bool isRecording = true, ControllerOptions? controller = null)
    {
        Scheduler = new(start ?? Start);
        Controller = new((controller ?? new()) with { Scheduler = Scheduler });
        Tapped = new(Controller);
        Network = new(Scheduler);
        if (isRecording)
            Recorder = Controller.Record(_output, options);
    }

    public HistoricalScheduler Scheduler { get; }

    public OpenFlowController Controller { get; }

    /// <summary>The messages of the controller.</summary>
    public Received Tapped { get; }

    public SimulatedNetwork Network { get; }

    public Recorder Recorder { get; private set; } = null!;

    public void Record(RecordingOptions? options = null) => Recorder = Controller.Record(_output, options);

    public SimulatedSwitch AddSwitch(ulong id, OpenFlowVersion version = OpenFlowVersion.OpenFlow13, int hosts = 2)
    {
        var added = Network.AddSwitch(id, version);
        for (var port = 1u; port <= hosts; port++)
        {
            var number = (byte)(10 * id + port);
            Network.Connect(added, port, Network.AddHost($"h{number}", new(number), new(10, 0, 0, number)));
        }

        added.ConnectTo(Controller);
        Pass(0.1);
        return added;
    }

    public void Pass(double seconds) => Scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds));

    /// <summary>A switch with a table-miss flow, so that pings are packet-ins.</summary>
    public SimulatedSwitch AddSwitchThatAsks(ulong id, OpenFlowVersion version = OpenFlowVersion.OpenFlow13)
    {
        var added = AddSwitch(id, version);
        Controller.GetDatapath(id)!.Send(new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Controller)] });
        Pass(0.1);
        return added;
    }

    /// <summary>The bytes of the file. The recording ends.</summary>
    public byte[] Bytes()
    {
        Recorder.Dispose();
        return _output.Bytes;
    }

    public Recording Read() => Recording.Read(new MemoryStream(Bytes()));

    /// <summary>A stream whose bytes outlive it.</summary>
    private sealed class Capturing : MemoryStream
    {
        public byte[] Bytes { get; private set; } = [];

        protected override void Dispose(bool disposing)
        {
            Bytes = ToArray();
            base.Dispose(disposing);
        }
    }

    internal sealed class Received
    {
        public Received(OpenFlowController controller) => controller.Messages.Subscribe(Messages.Add);

        public List<Envelope<OpenFlowMessage>> Messages { get; } = [];
    }
}
