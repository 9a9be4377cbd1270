using System.CommandLine;
using System.Globalization;
using RxOfctl.Recording;

namespace RxOfctl.Cli.Recordings;

/// <summary><c>rxofctl replay</c>: compares what an app sends with what was recorded.</summary>
internal static class ReplayCommand
{
    private const int Same = 0;
    private const int Different = 2;

    // The replay runs in so many parts, between which Ctrl-C ends it.
    private const int Parts = 100;

    public static Command Create(CommandContext context)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "A recording, or another capture (pcap, pcapng; also .gz). Several files are one recording, in this order.",
            Arity = ArgumentArity.OneOrMore,
        };
        var app = AppAssembly.Option("--app", "The app that runs on the controller of the replay.");
        app.Required = true;
        var diff = new Option<bool>("--diff") { Description = "Prints the messages that differ, with the message to which the app reacts." };
        var reference = AppAssembly.Option(
            "--reference", "Another version of the app, with whose messages the app's are compared instead of those recorded.");
        var shrink = new Option<string?>("--shrink")
        {
            Description = "Writes the recording, reduced to the few events for which the app and --reference differ, to this file.",
            HelpName = "FILE",
        };
        var simulate = new Option<bool>("--simulate")
        {
            Description = "Has simulated switches answer requests that were not recorded. Without it they are not answered.",
        };
        var tail = new Option<double>("--tail")
        {
            Description = "Leaves out differences in so many seconds at the end, when the app may not have reacted yet (default: 0).",
            HelpName = "SECONDS",
        };
        return context.Plain(
            "replay",
            "Replays a recording in virtual time: switches send what they sent, and an app runs on the controller. Exits with 2 if the app " +
            "sends other messages than were recorded.",
            (settings, parsed, cancellation) => Task.FromResult(Run(
                context.Console,
                settings,
                new(
                    parsed.GetRequiredValue(files),
                    parsed.GetValue(app)!,
                    parsed.GetValue(diff),
                    parsed.GetValue(reference),
                    parsed.GetValue(shrink),
                    new()
                    {
                        UnknownRequests = parsed.GetValue(simulate) ? UnknownRequests.Simulate : UnknownRequests.Silence,
                        Tail = TimeSpan.FromSeconds(parsed.GetValue(tail)),
                        Controller = new() { OnObserverError = error => context.Console.Error.WriteLine($"rxofctl: {error}") },
                    }),
                cancellation)),
            files,
            app,
            diff,
            reference,
            shrink,
            simulate,
            tail);
    }

    private static int Run(ToolConsole console, Settings settings, Job job, CancellationToken cancellation)
    {
        if (job.Shrink is not null && job.Reference is null)
            throw new UsageException("'--shrink' needs '--reference': a version of the app that is right.");
        var app = AppAssembly.Load(job.App);
        var reference = job.Reference is { } text ? AppAssembly.Load(text) : null;
        var recording = RxOfctl.Recording.Recording.Open(job.Files);
        Warn(console, recording);
        var compared = reference is null ? recording : recording.Rerun(controller => reference.Start(controller), job.Options);
        using var replay = new Replay(compared, job.Options);
        if (replay.Skipped.Count == recording.Connections.Count)
            throw new ToolException($"{string.Join(", ", job.Files)}: there is no connection with the features reply of a datapath, so nothing to replay.");
        using var running = app.Start(replay.Controller);
        Play(console, replay, cancellation);

        var output = new Output(console, settings);
        if (job.Diff)
            ReplayDiff.Write(output, replay, reference?.Name ?? "recorded", app.Name);
        WriteResult(output, replay, app.Name);
        if (replay.Found.Count == 0)
            return Same;
        if (job.Shrink is { } file)
            Shrink(output, recording, reference!, app, job.Options, file);
        return Different;
    }

    private static void Warn(ToolConsole console, RxOfctl.Recording.Recording recording)
    {
        if (recording.IsTruncated)
            console.Error.WriteLine("rxofctl: the recording is cut off; what was before the cut is replayed.");
        if (recording.Dropped > 0)
            console.Error.WriteLine($"rxofctl: {recording.Dropped} messages are missing in the recording, so that the app may differ without a fault.");
    }

    private static void Play(ToolConsole console, Replay replay, CancellationToken cancellation)
    {
        var (start, length) = (replay.Recording.Start, replay.Recording.End - replay.Recording.Start);
        for (var part = 1; part <= Parts; part++)
        {
            if (cancellation.IsCancellationRequested)
                throw new ToolException($"The replay was ended at {replay.Scheduler.Now:u}.");
            if (part < Parts)
                replay.RunTo(start + length * part / Parts);
            else
                replay.Run();
            if (console.IsTerminal)
                console.Error.Write(part < Parts ? $"\r{part} % replayed" : "\r               \r");
        }
    }

    private static void WriteResult(Output output, Replay replay, string app)
    {
        var (missing, extra, reordered) = (Count(ReplayDifferenceKind.Missing), Count(ReplayDifferenceKind.Extra), Count(ReplayDifferenceKind.Reordered));
        var recording = replay.Recording;
        output.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Replayed {recording.Frames.Count} messages of {recording.Connections.Count - replay.Skipped.Count} connections, " +
                $"{(recording.End - recording.Start).TotalSeconds:0.###} s. " +
                $"{app} sends {(replay.Found.Count == 0 ? "the same messages" : $"other messages: {missing} missing, {extra} not recorded, {reordered} in another order")}."),
            writer =>
            {
                writer.WriteString("app", app);
                writer.WriteNumber("messages", recording.Frames.Count);
                writer.WriteNumber("connections", recording.Connections.Count - replay.Skipped.Count);
                writer.WriteNumber("seconds", (recording.End - recording.Start).TotalSeconds);
                writer.WriteNumber("missing", missing);
                writer.WriteNumber("extra", extra);
                writer.WriteNumber("reordered", reordered);
            });

        int Count(ReplayDifferenceKind kind) => replay.Found.Count(each => each.Kind == kind);
    }

    private static void Shrink(
        Output output, RxOfctl.Recording.Recording recording, AppAssembly reference, AppAssembly app, ReplayOptions options, string file)
    {
        var small = recording.Shrink(controller => reference.Start(controller), controller => app.Start(controller), options);
        small.Save(file);
        output.Write(
            string.Create(CultureInfo.InvariantCulture, $"Shrunk to {small.Frames.Count} messages of {small.Connections.Count} connections in {file}."),
            writer =>
            {
                writer.WriteString("shrunk", file);
                writer.WriteNumber("messages", small.Frames.Count);
                writer.WriteNumber("connections", small.Connections.Count);
            });
    }

    private sealed record Job(string[] Files, string App, bool Diff, string? Reference, string? Shrink, ReplayOptions Options);
}
