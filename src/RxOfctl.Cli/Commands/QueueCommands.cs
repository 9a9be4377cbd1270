using System.CommandLine;
using System.Globalization;
using RxOfctl.Cli.Switches;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Cli.Commands;

/// <summary>Queues: their statistics and their configuration.</summary>
internal static class QueueCommands
{
    public static IEnumerable<Command> Create(CommandContext context)
    {
        foreach (var (name, description, run) in new (string, string, Func<SwitchSession, string?, string?, Task>)[]
        {
            ("queue-stats", "Prints the counters of queues.", StatsAsync), ("queue-get-config", "Prints the rates of queues.", ConfigAsync),
        })
        {
            var port = new Argument<string?>("PORT")
            {
                Description = "A port's number or name; all if left out.",
                Arity = ArgumentArity.ZeroOrOne,
            };
            var queue = new Argument<string?>("QUEUE")
            {
                Description = "A queue's number; all if left out.",
                Arity = ArgumentArity.ZeroOrOne,
            };
            yield return context.OnSwitch(
                name, description, (session, parsed) => run(session, parsed.GetValue(port), parsed.GetValue(queue)), port, queue);
        }
    }

    private static async Task StatsAsync(SwitchSession session, string? port, string? queue)
    {
        var request = new QueueStatsRequest { PortNo = await PortAsync(session, port), QueueId = Queue(queue) };
        await session.WriteAsync(new QueueStatsReply { Body = [.. await session.SendAsync(request)] });
    }

    private static async Task ConfigAsync(SwitchSession session, string? port, string? queue)
    {
        var (portNo, queueId) = (await PortAsync(session, port), Queue(queue));
        var queues = session.Version >= OpenFlowVersion.OpenFlow14
            ? await session.SendAsync(new QueueDescRequest { PortNo = portNo, QueueId = queueId })
            : await ConfigBefore14Async(session, portNo);
        await session.WriteAsync(
            new QueueDescReply { Body = [.. queues.Where(each => queueId == QueueId.All || each.QueueId == queueId)] });
    }

    // OpenFlow 1.0 and 1.1 are asked for one port at a time, and before 1.2 the answer's queues do not name their ports.
    private static async Task<IReadOnlyList<QueueDesc>> ConfigBefore14Async(SwitchSession session, PortNumber port)
    {
        IEnumerable<PortNumber> ports = port.IsReserved && port != PortNumber.Local && session.Version < OpenFlowVersion.OpenFlow12
            ? (await session.PortsAsync()).Select(each => each.PortNo).Where(each => !each.IsReserved)
            : [port];
        var queues = new List<QueueDesc>();
        foreach (var each in ports)
        {
            var reply = await session.SendAsync(new QueueGetConfigRequest { Port = each });
            queues.AddRange(reply.Queues.Select(queue => queue.PortNo == default ? queue with { PortNo = reply.Port } : queue));
        }

        return queues;
    }

    private static async Task<PortNumber> PortAsync(SwitchSession session, string? text)
    {
        var port = text is null ? PortNumber.Any : await session.ParsePortAsync(text);
        return port != PortNumber.All
            && port != PortNumber.Any ? port : session.Version == OpenFlowVersion.OpenFlow10 ? PortNumber.All : PortNumber.Any;
    }

    private static uint Queue(string? text)
    {
        if (text is null or "all" or "ALL" or "any" or "ANY")
            return QueueId.All;
        return uint.TryParse(text, CultureInfo.InvariantCulture, out var queue)
            ? queue
            : throw new ToolException($"'{text}' is not the number of a queue.");
    }
}
