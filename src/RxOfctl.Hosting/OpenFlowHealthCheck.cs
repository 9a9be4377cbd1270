using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RxOfctl.Connections;

namespace RxOfctl.Hosting;

/// <summary>Checks that the controller listens at all its addresses, and that the configured datapaths are present.</summary>
internal sealed class OpenFlowHealthCheck(OpenFlowController controller, ControllerPlan plan) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var listening = controller.LocalEndPoints;
        var missing = plan.Datapaths.Where(id => controller.GetDatapath(id) is null).Select(id => id.ToString()).ToArray();
        var present = controller.GetDatapaths().Select(datapath => datapath.Id.ToString()).ToArray();
        var data = new Dictionary<string, object>
        {
            ["listening"] = listening.Select(EndPointText.Format).ToArray(),
            ["present"] = present,
            ["missing"] = missing,
        };
        var problem =
            listening.Count < plan.Options.EndPoints.Count ? "The controller is not listening." :
            missing.Length > 0 ? $"Datapaths are missing: {string.Join(", ", missing)}." : null;
        return Task.FromResult(problem is null
            ? HealthCheckResult.Healthy(string.Create(CultureInfo.InvariantCulture, $"Datapaths present: {present.Length}."), data)
            : new(context.Registration.FailureStatus, problem, data: data));
    }
}
