using System.CommandLine;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Subjects;
using RxOfctl.Examples;

namespace Failover;

public static class Program
{
    private static readonly Option<string> LockFile = new("--lock")
    {
        Description = "The file that the leader holds locked: start several controllers on one machine with the same one.",
        DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "rxofctl-failover.lock"),
    };

    public static ExampleProgram Example { get; } = new()
    {
        Description = "Two controllers, of which one is the master of each switch until it dies.",
        Options = [LockFile],
        Demonstrate = (_, output) => DemonstrateAsync(output),
        Start = (arguments, controller, output) => new FailoverApp(controller, Leads(arguments.GetValue(LockFile)!, controller.Scheduler)).Roles
            .Subscribe(held => Write(output, "this controller", held)),
    };

    public static Task<int> Main(string[] args) => Example.RunAsync(args);

    // Emits false, and true once the file is locked. The operating system releases the lock when the process dies.
    private static IObservable<bool> Leads(string path, IScheduler scheduler) => Observable.Defer(() =>
        {
            var held = new SerialDisposable();
            return Observable.Interval(TimeSpan.FromMilliseconds(100), scheduler)
                .Select(_ => TryLock(path))
                .Do(file => held.Disposable = file ?? Disposable.Empty)
                .TakeUntil(file => file is not null)
                .Select(file => file is not null)
                .StartWith(false)
                .Concat(Observable.Never<bool>())
                .Finally(held.Dispose);
        })
        .Replay(1).RefCount();

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void Write(TextWriter output, string name, (Datapath Datapath, ControllerRole Role) held) =>
        output.WriteLine($"{name} is {held.Role} of {held.Datapath.Id}");

    // c1 leads and dies; c2 takes over.
    private static async Task<bool> DemonstrateAsync(TextWriter output)
    {
        var scheduler = new HistoricalScheduler(DateTimeOffset.UnixEpoch);
        var (c1, c2) = (new OpenFlowController(new() { Scheduler = scheduler }), new OpenFlowController(new() { Scheduler = scheduler }));
        await using var ending1 = c1.ConfigureAwait(false);
        await using var ending2 = c2.ConfigureAwait(false);
        using var firstLeads = new BehaviorSubject<bool>(true);
        var roles = new List<string>();
        using var first = new FailoverApp(c1, firstLeads).Roles.Subscribe(held => Record("c1", held));
        using var second = new FailoverApp(c2, firstLeads.Select(leads => !leads)).Roles.Subscribe(held => Record("c2", held));
        var network = new SimulatedNetwork(scheduler);
        network.AddSwitch(1, OpenFlowVersion.OpenFlow13);
        network.AddSwitch(2, OpenFlowVersion.OpenFlow15);
        using var toFirst = network.ConnectTo(c1);
        using var toSecond = network.ConnectTo(c2);
        scheduler.AdvanceBy(TimeSpan.FromSeconds(1));

        output.WriteLine("c1 dies.");
        toFirst.Dispose();
        firstLeads.OnNext(false);
        scheduler.AdvanceBy(TimeSpan.FromSeconds(1));
        string[] expected = ["c1 Master 1", "c1 Master 2", "c2 Slave 1", "c2 Slave 2", "c2 Master 1", "c2 Master 2"];
        return roles.Count == expected.Length
            && expected.All(roles.Contains)
            && roles[4..].All(role => role.StartsWith("c2 Master", StringComparison.Ordinal));

        void Record(string name, (Datapath Datapath, ControllerRole Role) held)
        {
            roles.Add($"{name} {held.Role} {held.Datapath.Id.Value:x}");
            Write(output, name, held);
        }
    }
}
