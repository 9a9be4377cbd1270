// A learning switch that has nothing but the packages: no using, two simulated switches on TCP, pings. Exit code 0 if all were answered.
using System.Reactive.Concurrency;
using System.Reactive.Threading.Tasks;

await using var controller = OpenFlowController.Listen(new() { EndPoints = [RxOfctl.Connections.EndPointText.Parse("ptcp:0:127.0.0.1")] });
using var app = controller.Datapaths.Connect().SubscribeMany(Serve).Subscribe();

var network = new SimulatedNetwork(TaskPoolScheduler.Default);
foreach (var (id, version) in new[] { (1u, OpenFlowVersion.OpenFlow10), (2u, OpenFlowVersion.OpenFlow13) })
{
    var added = network.AddSwitch(id, version);
    for (var port = 1u; port <= 2; port++)
        network.Connect(added, port, network.AddHost($"h{id}{port}", new(id * 10 + port), new(10, 0, (byte)id, (byte)port)));
    _ = added.ConnectAsync(controller.LocalEndPoints[0]);
    await controller.Datapaths.Watch(id).FirstAsync().ToTask();
}

var answered = 0;
foreach (var (from, to) in new[] { (0, 1), (1, 0), (2, 3), (3, 2) })
{
    var result = await network.Hosts[from].Ping(network.Hosts[to].Address).ToTask();
    Console.WriteLine($"{network.Hosts[from].Name} pings {network.Hosts[to].Name}: {(result.IsAnswered ? "answered" : "no answer")}");
    answered += result.IsAnswered ? 1 : 0;
}

return answered == 4 ? 0 : 1;

static IDisposable Serve(Datapath datapath)
{
    var ports = new Dictionary<MacAddress, PortNumber>();
    datapath.Send(new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Controller)] });
    return datapath.Messages.OfMessage<PacketIn>().Subscribe(e =>
    {
        var (packet, ethernet) = (e.Message, e.Message.Data.ParseEthernet());
        ports[ethernet.Source] = packet.InPort;
        var port = ports.GetValueOrDefault(ethernet.Destination, PortNumber.Flood);
        datapath.Send(new PacketOut { InPort = packet.InPort, Actions = [new OutputAction(port)], Data = packet.Data });
    });
}
