using System.Net.Sockets;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using System.Text;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Hosts;

namespace RxOfctl.Documentation.Tests;

/// <summary>
/// Each listing that switches connect to is run, and serves a simulated switch with default settings: s1 with two hosts, which ping each
/// other.
/// </summary>
[Collection("Console")]
public sealed class ServingTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rxofctl-");
    private readonly TextReader _input = Console.In;
    private readonly TextWriter _output = Console.Out;
    private readonly Printout _printed = new();
    private readonly Keyboard _keyboard = new();

    public ServingTests()
    {
        Console.SetIn(_keyboard);
        Console.SetOut(_printed);
    }

    public static TheoryData<string, OpenFlowVersion> Programs
    {
        get
        {
            var data = new TheoryData<string, OpenFlowVersion>();
            foreach (var listing in Listing.All().Where(listing => listing.Serves))
            {
                data.Add(listing.ToString(), OpenFlowVersion.OpenFlow10);
                data.Add(listing.ToString(), OpenFlowVersion.OpenFlow13);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_program_serves_a_switch(string place, OpenFlowVersion version)
    {
        var listing = Listing.All().Single(listing => listing.ToString() == place);
        var path = Path.Combine(_directory.FullName, "controller");
        var code = listing.Code.Replace("0.0.0.0:6653", $"punix:{path}", StringComparison.Ordinal)
            .Replace("http://localhost:8080", "http://127.0.0.1:0", StringComparison.Ordinal)
            .Replace("network.pcapng", Path.Combine(_directory.FullName, "network.pcapng"), StringComparison.Ordinal);
        var running = (listing with { Code = code })
            .RunAsync($"--OpenFlow:Listen=punix:{path}");

        var network = new SimulatedNetwork(TaskPoolScheduler.Default);
        var s1 = network.AddSwitch(1, version);
        var (h1, h2) = (network.AddHost("h1", new(1), new(10, 0, 0, 1)), network.AddHost("h2", new(2), new(10, 0, 0, 2)));
        network.Connect(s1, 1, h1);
        network.Connect(s1, 2, h2);
        while (!await AcceptsAsync(path) && !running.IsFaulted)
            await Task.Delay(10);
        var connection = s1.ConnectAsync(new UnixDomainSocketEndPoint(path));

        if (listing.Code.Contains("new PacketOut", StringComparison.Ordinal))
        {
            await AnsweredAsync(h1, h2);
            await AnsweredAsync(h2, h1);
        }
        else if (listing.Code.Contains("MapOpenFlow", StringComparison.Ordinal))
        {
            await ShowsDatapathAsync(running);
        }
        else
        {
            var discover = new EthernetFrame
            {
                Source = h1.Mac,
                Destination = MacAddress.Broadcast,
                Ipv4 = new() { Source = Ipv4Address.Any, Destination = Ipv4Address.Broadcast, Udp = new() { SourcePort = 68, DestinationPort = 67 } },
            };
            await PrintedAsync(running, () =>
            {
                h1.Send(discover);
                h1.Ping(h2.Address).Subscribe();
            });
        }

        _keyboard.PressEnter();
        // A host ends with its process: it reads no keyboard.
        if (!listing.Code.Contains("var builder =", StringComparison.Ordinal))
            await running.WaitAsync(Limit);
        s1.Disconnect();
        await connection.WaitAsync(Limit);
    }

    public void Dispose()
    {
        Console.SetIn(_input);
        Console.SetOut(_output);
        _keyboard.Dispose();
        _printed.Dispose();
        _directory.Delete(recursive: true);
    }

    // The file of a Unix socket exists a moment before connections are accepted.
    private static async Task<bool> AcceptsAsync(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // A host gives up a ping after a while: the first may be lost, sent before the program has set up the switch.
    private static Task<PingResult> AnsweredAsync(SimulatedHost from, SimulatedHost to) =>
        Observable.Defer(() => from.Ping(to.Address)).Repeat().FirstAsync(ping => ping.IsAnswered).Timeout(Limit).ToTask();

    // A web host prints the operator's URL, and has the switch in its API.
    private async Task ShowsDatapathAsync(Task running)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var client = new HttpClient();
        Uri? url = null;
        while (!running.IsFaulted && (url is null || await client.GetStringAsync(new Uri(url, "/stats/switches"), limit.Token) != "[1]"))
        {
            await Task.Delay(10, limit.Token);
            url ??= _printed.Words().Select(word => Uri.TryCreate(word, UriKind.Absolute, out var found) ? found : null)
                .FirstOrDefault(each => each?.AbsolutePath == "/login");
        }

        if (running.IsFaulted)
            await running;
    }

    // The program has printed, of the switch or of what its hosts sent; or it has ended, and printed before.
    private async Task PrintedAsync(Task running, Action send)
    {
        var expected = new[] { "asks for an address", "Add 0000000000000001", "OFP", "2 of 2 installed" };
        await Observable.Interval(TimeSpan.FromMilliseconds(50)).Do(_ => send())
            .FirstAsync(_ => running.IsCompleted || expected.Any(_printed.Contains)).Timeout(Limit).ToTask();
        if (running.IsFaulted)
            await running;
        Assert.Contains(expected, _printed.Contains);
    }

    /// <summary>What was printed, which can be read while more is.</summary>
    private sealed class Printout : TextWriter
    {
        private readonly StringBuilder _text = new();

        public override Encoding Encoding => Encoding.UTF8;

        public bool Contains(string text)
        {
            lock (_text)
                return _text.ToString().Contains(text, StringComparison.Ordinal);
        }

        public string[] Words()
        {
            lock (_text)
                return _text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        }

        public override void Write(char value)
        {
            lock (_text)
                _text.Append(value);
        }
    }
}
