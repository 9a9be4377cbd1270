using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace RxOfctl.Benchmarks.Codec;

/// <summary>The codec, by BenchmarkDotNet.</summary>
internal static class CodecSuite
{
    /// <param name="iterations">How many measurements of a tenth of a second are made of each.</param>
    public static void Run(int iterations)
    {
        // In this process, for the release at hand does not know how to build for this runtime.
        var job = Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithIterationTime(TimeInterval.FromMilliseconds(100))
            .WithWarmupCount(5)
            .WithIterationCount(iterations);
        var config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithSummaryStyle(SummaryStyle.Default)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "RxOfctl.Benchmarks"))
            .WithOptions(ConfigOptions.DisableLogFile);
        var summary = BenchmarkRunner.Run<CodecBenchmarks>(config);
        MarkdownExporter.Console.ExportToLog(summary, ConsoleLogger.Default);
        if (summary.HasCriticalValidationErrors || summary.Reports.Length == 0 || summary.Reports.Any(report => !report.Success))
            throw new InvalidOperationException("A benchmark of the codec failed.");
    }
}
