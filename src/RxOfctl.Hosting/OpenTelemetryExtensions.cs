using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace RxOfctl.Hosting;

/// <summary>Adds the metrics and traces of controllers to OpenTelemetry.</summary>
public static class OpenTelemetryExtensions
{
    private const string Name = "RxOfctl";

    /// <summary>Adds the meter of controllers, with histogram boundaries for durations in seconds.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static MeterProviderBuilder AddOpenFlowInstrumentation(this MeterProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddMeter(Name);
    }

    /// <summary>Adds the activity source, which has an activity for each request.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static TracerProviderBuilder AddOpenFlowInstrumentation(this TracerProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddSource(Name);
    }
}
