using System.Globalization;
using System.Net;
using System.Text.Json;
using RxOfctl.Benchmarks.Processes;

namespace RxOfctl.Benchmarks.Controllers;

/// <summary>The process that is measured: a controller with the learning switch, until its standard input ends.</summary>
internal static class ControllerHost
{
    /// <param name="port">Where to listen.</param>
    /// <param name="subscribers">How many observers there are of all messages beside the learning switch.</param>
    /// <param name="isForEach">Whether there is a learning switch for each datapath, and not one for all.</param>
    public static async Task RunAsync(int port, int subscribers, bool isForEach)
    {
        await using var controller = OpenFlowController.Listen(new()
        {
            EndPoint = new IPEndPoint(IPAddress.Loopback, port),
            MaxConnections = int.MaxValue,
            MaxHandshakes = int.MaxValue,
        });
        using var app = isForEach ? LearningSwitch.RunForEach(controller) : LearningSwitch.RunForAll(controller);
        var seen = 0L;
        for (var count = 0; count < subscribers; count++)
            controller.Messages.Subscribe(_ => seen++);
        while (await Console.In.ReadLineAsync() is { } question)
            Console.WriteLine(question == "memory" ? GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture) : JsonSerializer.Serialize(RuntimeUsage.Now()));
    }
}
