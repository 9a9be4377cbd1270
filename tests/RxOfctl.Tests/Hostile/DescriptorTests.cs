using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace RxOfctl.Tests.Hostile;

/// <summary>The LearningSwitch example in a process of its own that may open few files: peers that connect and say nothing take none from
/// its switches.</summary>
[Collection("Alone")]
public sealed partial class DescriptorTests(ITestOutputHelper output) : IDisposable
{
    private const int Peers = 200;

    // Bounds a test that waits for what never comes. It measures nothing.
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(100));
    private readonly List<Socket> _silent = [];

    public void Dispose()
    {
        _silent.ForEach(socket => socket.Dispose());
        _limit.Dispose();
    }

    [Fact]
    public async Task With_hardly_any_descriptors_the_switch_that_is_there_is_served()
    {
        using var app = await App.StartAsync(descriptors: 110, output, _limit.Token);
        using var healthy = new HealthySwitch(app.EndPoint);

        ConnectSilently(app, healthy);

        // There may be room for this one switch only.
        Assert.InRange(app.OpenDescriptors, 70, 110);
        _silent.ForEach(socket => socket.Dispose());
        healthy.Ask(20);
    }

    [Fact]
    public async Task Silent_connections_give_way_to_a_switch()
    {
        using var app = await App.StartAsync(descriptors: 180, output, _limit.Token);
        using var healthy = new HealthySwitch(app.EndPoint);
        var before = app.OpenDescriptors;

        ConnectSilently(app, healthy);

        Assert.InRange(app.OpenDescriptors, before + 20, 180);
        using var newcomer = Join(app);
        newcomer.Ask(20);
        healthy.Ask(20);
    }

    private void ConnectSilently(App app, HealthySwitch healthy)
    {
        while (_silent.Count < Peers)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _silent.Add(socket);
            socket.Connect(app.EndPoint);
            if (_silent.Count % 10 == 0)
                healthy.Ask(1);
        }
    }

    // Tries again, as switches do, when it is refused while the connections that gave way are still closing.
    private HealthySwitch Join(App app)
    {
        while (true)
        {
            _limit.Token.ThrowIfCancellationRequested();
            try
            {
                return new(app.EndPoint, 2);
            }
            catch (Exception refused) when (refused is EndOfStreamException or SocketException)
            {
                Thread.Yield();
            }
        }
    }

    /// <summary>The example, listening. What it prints is the output of the test.</summary>
    private sealed partial class App(Process process, EndPoint endPoint) : IDisposable
    {
        public EndPoint EndPoint => endPoint;

        public int OpenDescriptors => Directory.GetFileSystemEntries($"/proc/{process.Id}/fd").Length;

        public static async Task<App> StartAsync(int descriptors, ITestOutputHelper output, CancellationToken limit)
        {
            var program = Path.Combine(AppContext.BaseDirectory, "LearningSwitch.dll");
            var command = string.Create(
                CultureInfo.InvariantCulture, $"ulimit -n {descriptors}; exec '{Environment.ProcessPath}' '{program}' --listen 127.0.0.1:0 2>&1");
            var process = new Process { StartInfo = new("bash", ["-c", command]) { RedirectStandardOutput = true } };
            // It holds some descriptors for each processor.
            process.StartInfo.Environment["DOTNET_PROCESSOR_COUNT"] = "2";
            var listening = new TaskCompletionSource<EndPoint>(TaskCreationOptions.RunContinuationsAsynchronously);
            process.OutputDataReceived += (_, read) =>
            {
                if (read.Data is null)
                {
                    listening.TrySetException(new InvalidOperationException("The example ended."));
                    return;
                }

                output.WriteLine(read.Data);
                if (Listening.Match(read.Data) is { Success: true } match)
                    listening.TrySetResult(IPEndPoint.Parse(match.Groups[1].Value));
            };
            process.Start();
            process.BeginOutputReadLine();
            return new(process, await listening.Task.WaitAsync(limit));
        }

        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        [GeneratedRegex(@"Listening at \S*?(127\.0\.0\.1:\d+)")]
        private static partial Regex Listening { get; }
    }
}
