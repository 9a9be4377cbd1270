using System.CommandLine;
using System.Globalization;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Cli.Controllers;
using RxOfctl.Protocol;
using RxOfctl.Recording;

namespace RxOfctl.Cli.Recordings;

/// <summary><c>rxofctl record</c>: writes the messages of switches that connect to a file.</summary>
internal static class RecordCommand
{
    private const long BytesInMebibyte = 1 << 20;

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);

    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "The file (pcapng), which is created or replaced. With --max-size or --max-age a number is added to its name.",
        };
        var addresses = ListeningController.Addresses();
        var app = AppAssembly.Option("--app", "An app to run on the controller. Without it nothing is sent to switches but the handshake.");
        var datapaths = new Option<string[]>("--datapath")
        {
            Description = "Records only this datapath; may be repeated (default: all).",
            HelpName = "DPID",
        };
        var payload = Positive<int?>("--payload", "BYTES", "Records packets in messages only up to so many bytes, 0 for none (default: whole).", least: 0);
        var size = Positive<int?>("--max-size", "MIB", "Begins another file when one has so many MiB.", least: 1);
        var age = Positive<double?>("--max-age", "SECONDS", "Begins another file after so many seconds.", least: 1);
        var compress = new Option<bool>("--compress") { Description = "Compresses files that are closed (gzip)." };
        return context.Plain(
            "record",
            "Is the controller of switches that connect, and records all messages in a file for Wireshark and 'rxofctl replay', until " +
            "Ctrl-C. Exits with 1 if messages are missing in the file. Messages of TLS connections are recorded in clear text.",
            (settings, parsed, cancellation) => RunAsync(
                context.Console,
                settings,
                new(
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(addresses) ?? [],
                    parsed.GetValue(app),
                    [.. (parsed.GetValue(datapaths) ?? []).Select(text => DatapathId.Parse(text))],
                    new()
                    {
                        PayloadLimit = parsed.GetValue(payload),
                        MaxFileSize = parsed.GetValue(size) * BytesInMebibyte,
                        MaxFileAge = parsed.GetValue(age) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                        CompressClosedFiles = parsed.GetValue(compress),
                    }),
                cancellation),
            file,
            addresses,
            app,
            datapaths,
            payload,
            size,
            age,
            compress);
    }

    private static async Task<int> RunAsync(ToolConsole console, Settings settings, Job job, CancellationToken cancellation)
    {
        var output = new Output(console, settings);
        var app = job.App is { } text ? AppAssembly.Load(text) : null;
        var (controller, targets) = ListeningController.Create(console, settings, job.Addresses, configures: app is not null);
        await using var ending = controller;
        var recorder = controller.Record(job.File, job.Options with
        {
            Datapaths = job.Datapaths.Count > 0 ? datapath => job.Datapaths.Contains(datapath.Id) : null,
            OnFault = fault => console.Error.WriteLine($"rxofctl: {job.File}: {Reason(fault)}"),
        });
        using (recorder)
        {
            using var running = app?.Start(controller) ?? Disposable.Empty;
            using var dialing = ListeningController.Start(console, controller, targets);
            var where = string.Join(", ", controller.LocalEndPoints);
            output.Write(
                $"Recording in {recorder.Files[0]}. Listening at {(where.Length > 0 ? where : "nothing, dialing")}. Ctrl-C ends.",
                writer =>
                {
                    writer.WriteString("recording", recorder.Files[0]);
                    writer.WriteString("listening", where);
                });
            output.Flush();
            await WaitAsync(console, settings, controller, recorder, cancellation);
        }

        WriteResult(output, recorder);
        return recorder.Dropped == 0 ? 0 : 1;
    }

    // Until Ctrl-C. On a terminal a line says how it goes.
    private static async Task WaitAsync(
        ToolConsole console, Settings settings, OpenFlowController controller, Recorder recorder, CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource();
        using var registration = cancellation.Register(ended.SetResult);
        using var progress = console.IsTerminal && !settings.Json
            ? Observable.Interval(ProgressInterval, console.Scheduler).Subscribe(_ => console.Error.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"\r{controller.Datapaths.Count} datapaths, {recorder.Recorded:N0} messages recorded, {recorder.Dropped:N0} dropped ")))
            : Disposable.Empty;
        await ended.Task;
        if (console.IsTerminal && !settings.Json)
            await console.Error.WriteLineAsync();
    }

    private static void WriteResult(Output output, Recorder recorder)
    {
        var files = recorder.Files;
        output.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Recorded {recorder.Recorded} messages in {files[0]}{(files.Count > 1 ? $" to {files[^1]}" : "")}, dropped {recorder.Dropped}."),
            writer =>
            {
                writer.WriteNumber("recorded", recorder.Recorded);
                writer.WriteNumber("dropped", recorder.Dropped);
                writer.WriteStartArray("files");
                foreach (var each in files)
                    writer.WriteStringValue(each);
                writer.WriteEndArray();
            });
    }

    private static string Reason(RecordingFault fault) =>
        fault.Error is { } error ? error.Message : "messages are dropped, since they come faster than the file can be written";

    private static Option<T> Positive<T>(string name, string helpName, string description, double least)
    {
        var option = new Option<T>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (Convert.ToDouble(result.GetValueOrDefault<T>(), CultureInfo.InvariantCulture) < least)
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is a number from {least} on"));
        });
        return option;
    }

    private sealed record Job(string File, string[] Addresses, string? App, IReadOnlyList<DatapathId> Datapaths, RecordingOptions Options);
}
