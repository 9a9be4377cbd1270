using Microsoft.Extensions.Hosting;

namespace RxOfctl.Hosting;

/// <summary>Starts the apps, then the controller; stops them in reverse order.</summary>
internal sealed class OpenFlowService(OpenFlowController controller, ControllerPlan plan, IEnumerable<IOpenFlowApp> apps) : IHostedService
{
    private readonly Stack<IDisposable> _running = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var app in apps)
                _running.Push(app.Start());
            if (plan.Options.EndPoints.Count > 0)
                controller.StartListening();
            foreach (var endPoint in plan.Connect)
                _running.Push(controller.Connect(endPoint));
        }
        catch
        {
            StopApps();
            throw;
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        StopApps();
        await controller.DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void StopApps()
    {
        while (_running.TryPop(out var app))
            app.Dispose();
    }
}
