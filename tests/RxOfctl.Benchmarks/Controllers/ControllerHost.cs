using System.Globalization;
using System.Net;
using System.Text.Json;
using RxOfctl.Benchmarks.Processes;
using RxOfctl.Recording;

namespace RxOfctl.Benchmarks.Controllers;

/// <summary>The process that is measured: a controller with the learning switch, until its standard input ends.</summary>
internal static class ControllerHost
{
    /// <summary>The variable of the environment that has the path of a file in which messages are recorded.</summary>
    public const string RecordVariable = "RXOFCTL_BENCHMARK_RECORD";

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
        using var recorder = Environment.GetEnvironmentVariable(RecordVariable) is { } path ? controller.Record(path) : null;
        using var app = isForEach ? LearningSwitch.RunForEach(controller) : LearningSwitch.RunForAll(controller);
        var seen = 0L;
        for (var count = 0; count < subscribers; count++)
            controller.Messages.Subscribe(_ => seen++);
        while (await Console.In.ReadLineAsync() is { } question)
            Console.WriteLine(question == "recorded" ? $"{recorder!.Recorded} {recorder.Dropped}" : question == "memory" ? GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture) : JsonSerializer.Serialize(RuntimeUsage.Now()));
    }
}
