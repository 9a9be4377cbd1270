using System.Net;
using System.Reactive.Concurrency;
using RxOfctl.Protocol;
using RxOfctl.Simulator;

namespace RxOfctl.Benchmarks.Flows;

/// <summary>
/// A process of simulated switches of OpenFlow 1.4, which connect at each line of standard input, and anew if they were connected.
/// </summary>
internal static class SwitchesHost
{
    /// <param name="port">Where the controller listens.</param>
    /// <param name="switches">How many switches, of the ids from 1 on.</param>
    /// <param name="capacity">How many flows a table can hold.</param>
    public static async Task RunAsync(int port, int switches, int capacity)
    {
        var network = new SimulatedNetwork(TaskPoolScheduler.Default);
        for (var id = 1; id <= switches; id++)
            network.AddSwitch((ulong)id, new SimulatedSwitchOptions { Versions = [OpenFlowVersion.OpenFlow14], TableCapacity = capacity });
        var controller = new IPEndPoint(IPAddress.Loopback, port);
        var (connected, stop) = (new List<Task>(), new CancellationTokenSource());
        while (await Console.In.ReadLineAsync() is not null)
        {
            await DisconnectAsync(connected, stop);
            stop.Dispose();
            stop = new();
            connected = [.. network.Switches.Select(each => each.ConnectAsync(controller, cancellationToken: stop.Token))];
            Console.WriteLine("connecting");
        }

        await DisconnectAsync(connected, stop);
        stop.Dispose();
    }

    private static async Task DisconnectAsync(List<Task> connected, CancellationTokenSource stop)
    {
        await stop.CancelAsync();
        await Task.WhenAll(connected).ContinueWith(static _ => { }, TaskScheduler.Default);
    }
}
