using System.Globalization;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Text;
using RxOfctl.Examples;

namespace Queries;

public static class Program
{
    public static ExampleProgram Example { get; } = new()
    {
        Description = "Queries over a fleet: LINQ and Rx.",
        Demonstrate = (_, output) => DemonstrateAsync(output),
        Start = (_, controller, output) => new CompositeDisposable(SendEverything(controller), Ask(new(controller), output.WriteLine)),
    };

    public static Task<int> Main(string[] args) => Example.RunAsync(args);

    // Queries see packet-ins only, so each switch floods all packets and sends them to the controller too.
    private static IDisposable SendEverything(OpenFlowController controller) => controller.Datapaths.Connect()
        .OnItemAdded(datapath => datapath.TrySend(new FlowMod
        {
            Priority = 0,
            Actions = [new OutputAction(PortNumber.Flood), new OutputAction(PortNumber.Controller)],
        }))
        .Subscribe();

    private static CompositeDisposable Ask(NetworkQueries queries, Action<string> answer) => new(
        queries.TopTalkers(3).Subscribe(top => answer(
            $"top talkers: {string.Join(", ", top.Select(talker => $"{talker.Station} {talker.Bytes} bytes"))}")),
        queries.FlappingPorts(4, TimeSpan.FromSeconds(10)).Subscribe(port => answer($"port {port.Port} of {port.Datapath} is flapping")),
        queries.MovesWithoutPortDown().Subscribe(move => answer($"{move.Station} is at port {move.After}, but port {move.Before} is up")),
        queries.PacketsOfRemovedFlows(TimeSpan.FromMinutes(1)).Subscribe(joined => answer(
            $"the flow 0x{joined.Cookie:x} that sent {joined.Bytes} bytes ended: {joined.Reason}")),
        queries.PortKnocking([7000, 8000, 9000], TimeSpan.FromSeconds(10)).Subscribe(station => answer($"{station} knocked")),
        queries.Stations().Select(stations => stations.Count).DistinctUntilChanged().Subscribe(count => answer($"stations known: {count}")),
        queries.DnsNames().Subscribe(question => answer($"{question.Station} asks for {question.Name}")));

    private static async Task<bool> DemonstrateAsync(TextWriter output)
    {
        var scheduler = new HistoricalScheduler(DateTimeOffset.UnixEpoch);
        var controller = new OpenFlowController(new() { Scheduler = scheduler });
        await using var ending = controller.ConfigureAwait(false);
        var answers = new List<string>();
        using var asking = Ask(new(controller), answer =>
        {
            answers.Add(answer);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scheduler.Now.TimeOfDay.TotalSeconds,8:0.000} s  {answer}"));
        });
        using var sending = SendEverything(controller);

        var network = new SimulatedNetwork(scheduler);
        var s1 = network.AddSwitch(1, OpenFlowVersion.OpenFlow13);
        var (h1, h2) = (network.AddHost("h1", new(1), new(10, 0, 0, 1)), network.AddHost("h2", new(2), new(10, 0, 0, 2)));
        network.Connect(s1, 1, h1);
        var link = network.Connect(s1, 2, h2);
        using var connections = network.ConnectTo(controller);
        Pass(1);

        h1.Ping(h2.Address).Subscribe();
        Pass(1);
        foreach (var port in (ushort[])[7000, 8000, 9000])
            h1.SendUdp(h2.Address, port, "knock"u8.ToArray());
        h2.SendUdp(h1.Address, 53, Question("www.example.org"));
        Pass(1);

        // A flow with a cookie of its own sends a packet, and expires.
        controller.GetDatapath(1)!.TrySend(FlowMod.Parse(
            "cookie=0x77,priority=5,udp,tp_dst=5000,hard_timeout=3,send_flow_rem,actions=CONTROLLER:65535", OpenFlowVersion.OpenFlow13));
        Pass(1);
        h1.SendUdp(h2.Address, 5000, "hello"u8.ToArray());
        Pass(5);

        // h2 uses the address of h1; then its link goes down and up repeatedly.
        h2.Send(new() { Source = h1.Mac, Destination = MacAddress.Broadcast, EtherType = EtherType.Ipv4, Payload = new byte[46] });
        Pass(1);
        for (var time = 0; time < 4; time++)
        {
            link.SetUp(time % 2 == 1);
            Pass(0.5);
        }

        Pass(60);
        string[] expected =
        [
            "top talkers", "is flapping", "is at port 2", "the flow 0x77", "10.0.0.1 knocked", "stations known: 2", "asks for www.example.org",
        ];
        output.WriteLine($"Queries answered  {expected.Count(Answered)} of {expected.Length}");
        return expected.All(Answered);

        void Pass(double seconds) => scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds));

        bool Answered(string text) => answers.Exists(answer => answer.Contains(text, StringComparison.Ordinal));
    }

    // A DNS message with one question (RFC 1035 §4.1).
    private static byte[] Question(string name)
    {
        var labels = name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]);
        return [0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. labels, 0, 0, 1, 0, 1];
    }
}
