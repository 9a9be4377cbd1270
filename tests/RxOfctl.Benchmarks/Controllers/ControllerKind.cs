using System.Globalization;
using RxOfctl.Benchmarks.Processes;

namespace RxOfctl.Benchmarks.Controllers;

/// <summary>A controller with a learning switch that can be measured.</summary>
/// <param name="Name">What it is called in tables and on the command line.</param>
/// <param name="MaxSwitches">How many switches it takes.</param>
/// <param name="ReasonToSkip">Why it cannot run here; null where it can.</param>
internal sealed record ControllerKind(string Name, int MaxSwitches, string? ReasonToSkip)
{
    private const string Python = "/usr/bin/python3";
    private const string OsKenManager = "/usr/bin/osken-manager";
    private const string TestController = "/usr/bin/ovs-testcontroller";

    public static ControllerKind RxOfctl { get; } = new("rxofctl", int.MaxValue, null);

    public static ControllerKind OsKen { get; } =
        new("os-ken", int.MaxValue, File.Exists(OsKenManager) ? null : "osken-manager is not installed (package python3-os-ken)");

    public static ControllerKind OvsTestController { get; } = new(
        "ovs-testcontroller",
        16,
        File.Exists(TestController) ? null : "ovs-testcontroller is not installed (package openvswitch-testcontroller)");

    /// <summary>examples/LearningSwitch, as a user starts it.</summary>
    public static ControllerKind Example { get; } = new("example", int.MaxValue, null);

    public static IReadOnlyList<ControllerKind> All { get; } = [RxOfctl, OsKen, OvsTestController];

    /// <summary>All, and the example, which is measured as a learning switch only.</summary>
    public static IReadOnlyList<ControllerKind> LearningSwitches { get; } = [.. All, Example];

    /// <summary>Starts the controller and waits until it listens.</summary>
    /// <param name="port">Where it is to listen, on 127.0.0.1.</param>
    /// <param name="cores">The processors it may use.</param>
    /// <param name="subscribers">How many observers of all messages there are beside the learning switch; only <see cref="RxOfctl"/> has them.</param>
    /// <param name="isForEach">Whether there is a learning switch for each datapath, and not one for all; only <see cref="RxOfctl"/> can.</param>
    /// <param name="environment">More variables of its environment.</param>
    public async Task<ChildProcess> StartAsync(
        int port, string cores, int subscribers = 0, bool isForEach = false, IReadOnlyDictionary<string, string>? environment = null)
    {
        var portText = port.ToString(CultureInfo.InvariantCulture);
        string[] own =
        [
            "controller", "--port", portText, "--subscribers", subscribers.ToString(CultureInfo.InvariantCulture), .. isForEach ? ["--for-each"] : (string[])[],
        ];
        var child = this == RxOfctl
            ? ChildProcess.StartOwn(Name, cores, own, environment)
            : await ChildProcess.StartForeignAsync(Name, cores, this == OsKen ? OsKenCommand("learning_switch.py", port) : this == Example ? [
                Path.Combine(AppContext.BaseDirectory, "LearningSwitch"), "--listen", $"127.0.0.1:{portText}",
            ] : [
                TestController, "--no-chdir", $"--unixctl={Path.Combine(Path.GetTempPath(), $"testcontroller-{portText}.ctl")}", "-vconsole:off",
                "-O", "OpenFlow10,OpenFlow13", $"ptcp:{portText}:127.0.0.1",
            ], environment);
        await child.WaitForListenerAsync(port);
        return child;
    }

    /// <summary>The command that runs an app of ours in os-ken.</summary>
    public static IReadOnlyList<string> OsKenCommand(string app, int port) =>
    [
        Python, OsKenManager, "--ofp-listen-host", "127.0.0.1", "--ofp-tcp-listen-port", port.ToString(CultureInfo.InvariantCulture),
        Path.Combine(AppContext.BaseDirectory, "OsKen", app),
    ];
}
