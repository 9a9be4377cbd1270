using System.CommandLine;
using System.Globalization;
using System.Reactive;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Caching;
using RxOfctl.Cli.Switches;
using RxOfctl.Cli.Texts;
using RxOfctl.Flows;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli.Controllers;

/// <summary>
/// <c>rxofctl diff</c>, <c>apply</c> and <c>watch</c>: compares switches with a file of what they should hold, makes them so, and keeps
/// them so.
/// </summary>
internal static class DesiredStateCommands
{
    private const int DefaultWait = 10;
    private const int Differ = 2;

    public static IEnumerable<Command> Create(CommandContext context)
    {
        yield return Create(context, Mode.Diff, "diff", "Prints what apply would change. Exits with 0 for nothing, 2 for something.");
        yield return Create(
            context, Mode.Apply, "apply", "Makes switches hold what a file says: shows the plan, asks, and sends the differences.");
        yield return Create(
            context,
            Mode.Watch,
            "watch",
            "As apply, then keeps it true until Ctrl-C: on new connections, after changes by others, and when the file changes.");
    }

    private static Command Create(CommandContext context, Mode mode, string name, string description)
    {
        var file = new Argument<string>("FILE") { Description = "lease=NAME, then [DPID] or [*] and lines flow ..., group ..., meter ..." };
        var addresses = ListeningController.Addresses();
        var wait = new Option<double>("--wait")
        {
            Description = "Seconds to wait for the switches of the file, or those dialed, to connect.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => DefaultWait,
        };
        var yes = new Option<bool>("--yes", "-y") { Description = "Does not ask." };
        Symbol[] parts = mode == Mode.Diff ? [file, addresses, wait] : [file, addresses, wait, yes];
        return context.Plain(
            name,
            description,
            (settings, parsed, cancellation) => RunAsync(
                new(
                    context.Console,
                    settings,
                    parsed.GetRequiredValue(file),
                    TimeSpan.FromSeconds(parsed.GetValue(wait)),
                    mode,
                    mode != Mode.Diff && parsed.GetValue(yes)),
                parsed.GetValue(addresses) ?? [],
                cancellation),
            parts);
    }

    private static async Task<int> RunAsync(Job job, string[] addresses, CancellationToken cancellation)
    {
        var desired = DesiredState.Read(job.Console, job.File);
        var (controller, targets) = ListeningController.Create(job.Console, job.Settings, addresses);
        await using var ending = controller;
        using var dialing = ListeningController.Start(job.Console, controller, targets);
        await WaitAsync(job, controller, targets, desired, cancellation);
        var output = new Output(job.Console, job.Settings);
        var changes = 0;
        foreach (var datapath in controller.GetDatapaths().OrderBy(datapath => datapath.Id.Value))
        {
            var planning = controller.Plan(datapath.Id, desired.Flows, Options(job, desired), desired.Groups, desired.Meters);
            var plan = await planning.ToTask(cancellation);
            changes += plan.Adds.Count + plan.Modifies.Count + plan.Deletes.Count;
            Write(output, plan, datapath.Version);
        }

        output.Flush();
        if (job.Mode == Mode.Diff)
            return changes == 0 ? 0 : Differ;
        if (changes > 0 && !job.Yes && !Confirm(job.Console, changes))
        {
            await job.Console.Error.WriteLineAsync("rxofctl: nothing was changed.");
            return 1;
        }

        return await MaintainAsync(job, controller, desired, output, cancellation);
    }

    // Dialed switches are waited for all; of those that connect by themselves, the ones that the file names, or at least one.
    private static async Task WaitAsync(
        Job job, OpenFlowController controller, IReadOnlyList<SwitchTarget> targets, DesiredState desired, CancellationToken cancellation)
    {
        var dialed = targets.Count(target => !target.IsPassive);
        var complete = controller.Datapaths.Connect().QueryWhenChanged()
            .Where(present => present.Count >= Math.Max(dialed, 1) && desired.Named.All(present.ContainsKey))
            .FirstAsync();
        try
        {
            await complete.Timeout(job.Wait, job.Console.Scheduler).ToTask(cancellation);
        }
        catch (TimeoutException error)
        {
            var missing = desired.Named.Where(id => controller.GetDatapath(id) is null).Select(id => $"{id}").ToList();
            var what = missing.Count > 0
                ? $"{string.Join(", ", missing)} did not connect"
                : $"{controller.GetDatapaths().Count} of {Math.Max(dialed, 1)} switches connected";
            throw new ToolException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what} within {job.Wait.TotalSeconds:0.###} s. Nothing was changed; wait longer with --wait."),
                error);
        }
    }

    private static MaintainOptions Options(Job job, DesiredState desired) => new()
    {
        Lease = CookieLease.OfName(desired.LeaseName),
        // The file is complete once it is read.
        Ready = Observable.Return(Unit.Default),
        RequestTimeout = job.Settings.Timeout,
        OnError = error => job.Console.Error.WriteLine($"rxofctl: {error.Message}"),
    };

    private static void Write(Output output, RulePlan plan, OpenFlowVersion version)
    {
        (string Sign, string Change, IReadOnlyList<OpenFlowMessage> Messages)[] parts =
            [("+", "add", plan.Adds), ("~", "modify", plan.Modifies), ("-", "delete", plan.Deletes)];
        if (!output.IsJson)
            output.WriteLine($"{plan.DatapathId}: {string.Join(", ", parts.Select(part => $"{part.Messages.Count} to {part.Change}"))}");
        foreach (var (sign, change, messages) in parts)
        {
            foreach (var message in messages)
            {
                output.Write($"  {sign} {Text(message, version)}", writer =>
                {
                    writer.WriteString("datapath", $"{plan.DatapathId}");
                    writer.WriteString("change", change);
                    writer.WriteProtocol("message", message);
                });
            }
        }
    }

    private static string Text(OpenFlowMessage message, OpenFlowVersion version)
    {
        var kind = message switch { GroupMod => "group", MeterMod => "meter", _ => "flow" };
        return $"{kind} {MessageText.Of(message, new(version, null))}";
    }

    private static bool Confirm(ToolConsole console, int changes)
    {
        if (!console.IsInteractive)
            throw new UsageException("There is no terminal to ask on: add --yes to apply without a question.");
        console.Out.Write($"Apply {changes} changes? [y/N] ");
        console.Out.Flush();
        return console.In.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    private static async Task<int> MaintainAsync(
        Job job, OpenFlowController controller, DesiredState desired, Output output, CancellationToken cancellation)
    {
        using var flows = new SourceCache<FlowRule, FlowRuleKey>(rule => rule.Key);
        using var groups = new SourceCache<GroupRule, GroupRuleKey>(rule => rule.Key);
        using var meters = new SourceCache<MeterRule, MeterRuleKey>(rule => rule.Key);
        void Want(DesiredState state)
        {
            meters.EditDiff(state.Meters);
            groups.EditDiff(state.Groups);
            flows.EditDiff(state.Flows);
        }

        Want(desired);
        using var maintained = controller.Maintain(flows.Connect(), Options(job, desired), groups.Connect(), meters.Connect());
        if (job.Mode == Mode.Apply)
        {
            var settled = maintained.Settled.Timeout(job.Settings.Timeout, job.Console.Scheduler).ToTask(cancellation);
            try
            {
                await settled;
            }
            catch (TimeoutException)
            {
                // The summary says what is still pending.
            }

            return Summarize(output, maintained);
        }

        var statuses = Statuses(maintained).ForEachAsync(write => write(output), cancellation);
        using var following = FileVersions(job).Subscribe(
            _ => Reread(job, desired.LeaseName, Want), error => job.Console.Error.WriteLine($"rxofctl: {error.Message}"));
        await statuses;
        return 0;
    }

    private static int Summarize(Output output, MaintainedRules maintained)
    {
        IEnumerable<string> failures =
        [
            .. Failures(maintained.Meters.Items), .. Failures(maintained.Groups.Items), .. Failures(maintained.Flows.Items),
        ];
        foreach (var failure in failures)
            output.Write(failure, writer => writer.WriteString("failed", failure));
        foreach (var summary in maintained.Summaries.Items.OrderBy(summary => summary.DatapathId.Value))
        {
            output.Write($"{summary.DatapathId}: {Describe(summary)}", writer =>
            {
                writer.WriteString("datapath", $"{summary.DatapathId}");
                writer.WriteNumber("installed", summary.Installed);
                writer.WriteNumber("failed", summary.Failed);
                writer.WriteNumber("pending", summary.Pending);
                writer.WriteNumber("stale", summary.Stale);
            });
        }

        return maintained.Summaries.Items.All(summary => summary.Failed + summary.Pending + summary.Stale == 0 && summary.Error is null)
            ? 0
            : 1;
    }

    private static string Describe(DatapathSummary summary)
    {
        var text = $"{summary.Installed} of {summary.Wanted} installed";
        foreach (var (count, what) in new[] { (summary.Failed, "failed"), (summary.Pending, "pending"), (summary.Expired, "expired"), (summary.Stale, "to be deleted") })
        {
            if (count > 0)
                text += $", {count} {what}";
        }

        return summary.Error is null ? text : $"{text}; {summary.Error.Message.ReplaceLineEndings(" ")}";
    }

    private static IEnumerable<string> Failures<TRule>(IEnumerable<RuleStatus<TRule>> statuses)
        where TRule : DesiredRule => from status in statuses
                                     where status.State == RuleState.Failed
                                     select $"{status.DatapathId}: failed: {status.Rule}: {status.Error?.Message.ReplaceLineEndings(" ")}";

    // What becomes of each rule, as it happens.
    private static IObservable<Action<Output>> Statuses(MaintainedRules maintained) => Observable.Merge(
        Changes(maintained.Flows.Connect()), Changes(maintained.Groups.Connect()), Changes(maintained.Meters.Connect()));

    private static IObservable<Action<Output>> Changes<TRule, TKey>(IObservable<IChangeSet<RuleStatus<TRule>, TKey>> source)
        where TRule : DesiredRule
        where TKey : notnull => source.SelectMany(changes => changes)
            .Where(change => change.Reason == ChangeReason.Remove || change.Current.State != RuleState.Pending)
            .Select<Change<RuleStatus<TRule>, TKey>, Action<Output>>(
                change => output => Write(output, change.Current, change.Reason == ChangeReason.Remove));

    private static void Write<TRule>(Output output, RuleStatus<TRule> status, bool isGone)
        where TRule : DesiredRule
    {
        var state = isGone ? "removed" : MessageText.Words(status.State).ToLowerInvariant();
        var reason = status.Error is null ? "" : $": {status.Error.Message.ReplaceLineEndings(" ")}";
        output.Write($"{status.DatapathId} {state,-10} {status.Rule}{reason}", writer =>
        {
            writer.WriteString("datapath", $"{status.DatapathId}");
            writer.WriteString("state", state);
            writer.WriteString("rule", $"{status.Rule}");
            if (status.Error is not null)
                writer.WriteString("error", status.Error.Message);
        });
        output.Flush();
    }

    private static IObservable<DateTime> FileVersions(Job job) => job.File == "-"
        ? Observable.Never<DateTime>()
        : Observable.Interval(
            TimeSpan.FromSeconds(1), job.Console.Scheduler).Select(_ => File.GetLastWriteTimeUtc(job.File)).DistinctUntilChanged().Skip(1);

    private static void Reread(Job job, string lease, Action<DesiredState> want)
    {
        try
        {
            var state = DesiredState.Read(job.Console, job.File);
            if (state.LeaseName != lease)
                throw new ToolException($"{job.File}: lease={state.LeaseName} was lease={lease} before. Start again to change it.");
            want(state);
        }
        catch (Exception error) when (error is ToolException or IOException)
        {
            job.Console.Error.WriteLine($"rxofctl: {error.Message} The state before stays in force.");
        }
    }

    private enum Mode
    {
        Diff,
        Apply,
        Watch,
    }

    private sealed record Job(ToolConsole Console, Settings Settings, string File, TimeSpan Wait, Mode Mode, bool Yes);
}
