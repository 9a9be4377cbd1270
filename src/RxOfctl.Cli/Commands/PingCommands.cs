using System.CommandLine;
using System.Globalization;
using System.Reactive.Concurrency;
using RxOfctl.Cli.Switches;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli.Commands;

/// <summary>Whether a switch answers, how fast, and which role it gives the tool.</summary>
internal static class PingCommands
{
    private const int DefaultPings = 10;
    private const int EchoLength = 64;

    public static IEnumerable<Command> Create(CommandContext context)
    {
        yield return context.OnSwitch("probe", "Exits with 0 if the switch answers.", (session, _) => session.SendAsync(new EchoRequest()));

        var count = new Argument<int>("COUNT")
        {
            Description = "How many echo requests, one after another.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => DefaultPings,
        };
        yield return context.OnSwitch(
            "ping",
            "Sends echo requests and prints how long each took.",
            (session, parsed) => PingAsync(session, parsed.GetValue(count)),
            count);

        var length = new Argument<int>("LENGTH") { Description = "How many bytes each echo request carries, 0 to 65527." };
        var times = new Argument<int>("COUNT") { Description = "How many echo requests." };
        length.Validators.Add(result => Check(result.GetValueOrDefault<int>() is >= 0 and <= 65_527, result, "LENGTH is 0 to 65527"));
        times.Validators.Add(result => Check(result.GetValueOrDefault<int>() > 0, result, "COUNT is above 0"));
        yield return context.OnSwitch(
            "benchmark",
            "Sends echo requests one after another and prints how many a second were answered.",
            (session, parsed) => BenchmarkAsync(session, parsed.GetRequiredValue(length), parsed.GetRequiredValue(times)),
            length,
            times);

        var role = new Argument<string?>("ROLE")
        {
            Description = "equal, master or slave; left out, the role is printed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        role.AcceptOnlyFromAmong("equal", "master", "slave");
        role.HelpName = "ROLE";
        var generation = new Argument<ulong?>("GENERATION")
        {
            Description = "The generation, for master and slave.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        yield return context.OnSwitch(
            "role",
            "Prints the role of this connection, or requests one. The role ends with the connection; the generation stays.",
            (session, parsed) => RoleAsync(session, parsed.GetValue(role), parsed.GetValue(generation)),
            role,
            generation);
    }

    private static void Check(bool isValid, System.CommandLine.Parsing.ArgumentResult result, string rule)
    {
        if (!isValid)
            result.AddError(rule);
    }

    private static async Task PingAsync(SwitchSession session, int count)
    {
        var times = new List<TimeSpan>();
        for (var number = 1; number <= count && !session.Cancellation.IsCancellationRequested; number++)
        {
            var time = await EchoAsync(session, EchoLength);
            times.Add(time);
            session.Output.Write(
                $"{EchoLength} bytes from {session.Datapath.RemoteEndPoint}: seq={number} time={Milliseconds(time)} ms",
                writer =>
                {
                    writer.WriteNumber("seq", number);
                    writer.WriteNumber("ms", time.TotalMilliseconds);
                });
            session.Output.Flush();
        }

        WriteSummary(session, times);
    }

    private static void WriteSummary(SwitchSession session, List<TimeSpan> times)
    {
        if (times.Count == 0)
            return;
        times.Sort();
        var mean = times.Average(time => time.TotalMilliseconds);
        var deviation = Math.Sqrt(times.Average(time => Math.Pow(time.TotalMilliseconds - mean, 2)));
        (string Name, double Ms)[] figures =
        [
            ("min", times[0].TotalMilliseconds), ("median", times[times.Count / 2].TotalMilliseconds), ("mean", mean),
            ("p99", times[(int)Math.Ceiling(times.Count * 0.99) - 1].TotalMilliseconds),
            ("max", times[^1].TotalMilliseconds),
            ("stddev", deviation),
        ];
        var texts = figures.Select(figure => $"{figure.Name} {figure.Ms.ToString("f3", CultureInfo.InvariantCulture)}");
        session.Output.Write(
            $"{times.Count} answered: {string.Join(", ", texts)} ms",
            writer =>
            {
                writer.WriteNumber("answered", times.Count);
                foreach (var (name, ms) in figures)
                    writer.WriteNumber($"{name}_ms", ms);
            });
    }

    private static async Task BenchmarkAsync(SwitchSession session, int length, int count)
    {
        var watch = session.Console.Scheduler.StartStopwatch();
        for (var number = 0; number < count; number++)
            await session.SendAsync(new EchoRequest { Data = new byte[length] });
        var elapsed = watch.Elapsed;
        var rate = count / Math.Max(elapsed.TotalSeconds, double.Epsilon);
        session.Output.Write(
            string.Create(
                CultureInfo.InvariantCulture, $"{count} packets of {length} bytes in {Milliseconds(elapsed)} ms ({rate:f0} packets/s)"),
            writer =>
            {
                writer.WriteNumber("count", count);
                writer.WriteNumber("length", length);
                writer.WriteNumber("ms", elapsed.TotalMilliseconds);
                writer.WriteNumber("per_second", rate);
            });
    }

    private static async Task<TimeSpan> EchoAsync(SwitchSession session, int length)
    {
        var request = new EchoRequest { Data = new byte[length] };
        var watch = session.Console.Scheduler.StartStopwatch();
        var reply = await session.SendAsync(request);
        var elapsed = watch.Elapsed;
        return reply.Data == request.Data ? elapsed : throw new ToolException("The switch answered an echo request with other bytes.");
    }

    private static async Task RoleAsync(SwitchSession session, string? role, ulong? generation)
    {
        ControllerRole wanted = role switch
        {
            null => ControllerRole.NoChange,
            "equal" => ControllerRole.Equal,
            "master" => ControllerRole.Master,
            _ => ControllerRole.Slave,
        };
        if (wanted == ControllerRole.NoChange)
            session.Require(OpenFlowVersion.OpenFlow12, "role without ROLE");
        var hasGeneration = wanted is ControllerRole.Master or ControllerRole.Slave && session.Version >= OpenFlowVersion.OpenFlow12;
        if (hasGeneration && generation is null)
            throw new ToolException(
                $"Role {role} needs a generation: read the present one by 'role SWITCH', and write that or a later one.");
        var reply = await session.Datapath.SetRoleAsync(wanted, generation ?? 0, session.Cancellation, session.Settings.Timeout);
        await session.WriteAsync(reply);
    }

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("f3", CultureInfo.InvariantCulture);
}
