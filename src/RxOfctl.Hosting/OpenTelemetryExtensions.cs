using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace RxOfctl.Hosting;

/// <summary>Adds what controllers measure to OpenTelemetry.</summary>
public static class OpenTelemetryExtensions
{
    private const string Name = "RxOfctl";

    /// <summary>Adds the meter of controllers, with histogram boundaries for durations in seconds.</summary>
    /// <param name="builder">The metrics.</param>
    /// <returns>The metrics.</returns>
    public static MeterProviderBuilder AddOpenFlowInstrumentation(this MeterProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddMeter(Name);
    }

    /// <summary>Adds the source of an activity for each request.</summary>
    /// <param name="builder">The traces.</param>
    /// <returns>The traces.</returns>
    public static TracerProviderBuilder AddOpenFlowInstrumentation(this TracerProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddSource(Name);
    }
}
