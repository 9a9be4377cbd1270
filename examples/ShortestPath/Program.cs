using System.Reactive.Disposables;
using RxOfctl.Examples;

namespace ShortestPath;

public static class Program
{
    public static ExampleProgram Example { get; } = new()
    {
        Description = "Forwards along shortest paths in a network of any shape, and around links that break.",
        Demonstrate = (_, output) => new Demonstration(output).RunAsync(),
        Start = (_, controller, output) => Follow(controller, output),
    };

    public static Task<int> Main(string[] args) => Example.RunAsync(args);

    /// <summary>Runs the app, and writes a line for each link and host that comes or goes, and for each alert.</summary>
    public static IDisposable Follow(OpenFlowController controller, TextWriter output)
    {
        var app = new ShortestPathApp(controller);
        return new CompositeDisposable(
            app.Topology.LinkPairs.Connect()
                .OnItemAdded(link => output.WriteLine($"Link {link} is up"))
                .OnItemRemoved(link => output.WriteLine($"Link {link} is down"))
                .Subscribe(),
            app.Topology.Hosts.Connect()
                .OnItemAdded(host => output.WriteLine($"Host {host} is there"))
                .OnItemRemoved(host => output.WriteLine($"Host {host.Id} is gone"))
                .Subscribe(),
            app.Topology.Alerts.Subscribe(alert => output.WriteLine($"Alert {alert}")),
            app);
    }
}
