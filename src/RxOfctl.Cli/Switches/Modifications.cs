using System.Globalization;
using System.Reactive.Threading.Tasks;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Cli.Switches;

/// <summary>A message that changes a switch, and the text it comes from.</summary>
internal sealed record Modification(SourceLine Line, IOpenFlowCommand Message);

/// <summary>Reads texts into messages, and sends these in batches or as one bundle.</summary>
internal static class Modifications
{
    // Between barriers: enough for speed, and few where one of them is refused.
    private const int BatchSize = 1000;

    /// <summary>Reads each line. All are read and checked before anything is sent.</summary>
    /// <exception cref="ToolException">A line cannot be read, or breaks a rule of Open vSwitch.</exception>
    public static async Task<IReadOnlyList<Modification>> ReadAsync(
        SwitchSession session,
        IEnumerable<SourceLine> lines,
        Func<string, SwitchNames?, (IOpenFlowCommand Message, IReadOnlyList<string> Faults)> read)
    {
        var modifications = new List<Modification>();
        foreach (var line in lines)
        {
            try
            {
                var (message, faults) = await session.ParseAsync(line.Text, read);
                if (faults.Count > 0)
                    throw new ToolException(
                        $"{line.Place}{string.Join("; ", faults)}: in '{line.Text}'. Nothing was sent; --no-check sends it all the same.");
                modifications.Add(new(line, message));
            }
            catch (OpenFlowFormatException error)
            {
                throw new ToolException($"{line.Place}{error.Message}", error);
            }
        }

        return modifications;
    }

    /// <summary>Reads the lines of an argument or of a file, checks them, and sends them.</summary>
    /// <param name="session">The switch.</param>
    /// <param name="argument">The text, or the name of the file; <c>-</c> is the standard input.</param>
    /// <param name="isFile">Whether it is a file.</param>
    /// <param name="isBundle">Whether all or none of them are to take effect.</param>
    /// <param name="read">Reads a line.</param>
    /// <exception cref="ToolException">A line cannot be read or breaks a rule of Open vSwitch, or the switch refused some of them.</exception>
    public static async Task SendAsync(
        SwitchSession session,
        string argument,
        bool isFile,
        bool isBundle,
        Func<string, SwitchNames?, (IOpenFlowCommand Message, IReadOnlyList<string> Faults)> read)
    {
        var lines = isFile ? SourceLine.ReadFile(session.Console, argument) : SourceLine.ReadArgument(session.Console, argument);
        await ApplyAsync(session, await ReadAsync(session, lines, read), isBundle);
    }

    /// <summary>
    /// Reads a flow, with a command in front or not. A deletion that names no table is one in all of them, in OpenFlow 1.0 too.
    /// </summary>
    public static FlowMod ReadFlow(string line, OpenFlowVersion version, FlowModCommand command, SwitchNames? names)
    {
        var mod = FlowMod.Parse(line, version, command, names);
        var deletesInAll = version == OpenFlowVersion.OpenFlow10
            && mod.Command is (FlowModCommand.Delete or FlowModCommand.DeleteStrict)
            && !line.Contains("table=", StringComparison.Ordinal);
        return deletesInAll ? mod with { TableId = TableId.All } : mod;
    }

    /// <summary>Sends modifications in order.</summary>
    /// <param name="session">The switch.</param>
    /// <param name="modifications">What is sent.</param>
    /// <param name="isBundle">Whether all or none of them are to take effect (OpenFlow 1.3 by the ONF's extension, 1.4 and later).</param>
    /// <exception cref="ToolException">The switch refused some of them. The message says which, and what was applied.</exception>
    public static async Task ApplyAsync(SwitchSession session, IReadOnlyList<Modification> modifications, bool isBundle)
    {
        await PrepareAsync(session, modifications);
        if (isBundle)
            session.Require(OpenFlowVersion.OpenFlow13, "--bundle");
        var batches = isBundle ? [modifications] : modifications.Chunk(BatchSize).ToList<IReadOnlyList<Modification>>();
        var applied = 0;
        using var progress = new ProgressLine(session.Console);
        foreach (var batch in batches)
        {
            progress.Show($"Applied: {applied} of {modifications.Count}");
            try
            {
                var messages = batch.Select(modification => modification.Message);
                if (isBundle)
                    await session.Datapath.SendBundleAsync(
                        messages, cancellationToken: session.Cancellation, timeout: session.Settings.Timeout);
                else
                    await session.Datapath.SendMsgsAsync(messages, session.Cancellation, session.Settings.Timeout);
                applied += batch.Count;
            }
            catch (MessagesFailedException refused)
            {
                var inBatch = isBundle ? 0 : batch.Count - refused.Failures.Select(failure => failure.Index).Distinct().Count();
                throw Refused(modifications, batch, refused, applied + inBatch);
            }
        }

        if (session.Output.IsJson)
            session.Output.WriteObject(writer => writer.WriteNumber("applied", applied));
    }

    // What a switch of OpenFlow 1.0 or 1.1 understands beyond its version decides how flows are encoded; tables of 1.0 are to be switched
    // on.
    private static async Task PrepareAsync(SwitchSession session, IReadOnlyList<Modification> modifications)
    {
        if (session.Version > OpenFlowVersion.OpenFlow11)
            return;
        var features = await session.Datapath.PeerFeatures.ToTask(session.Cancellation);
        var namesTables = modifications.Any(
            modification => modification.Message is FlowMod flow && flow.TableId != TableId.All && flow.TableId.Value != 0);
        if (session.Version == OpenFlowVersion.OpenFlow10 && features.Nicira && namesTables)
            await session.SendAsync(new NiciraFlowModTableId { Set = 1 });
    }

    private static ToolException Refused(
        IReadOnlyList<Modification> all, IReadOnlyList<Modification> batch, MessagesFailedException refused, int applied)
    {
        var first = refused.Failures[0];
        var line = first.Index is { } index && index < batch.Count ? batch[index].Line : null;
        var more = refused.Failures.Count > 1 ? $" and {refused.Failures.Count - 1} more were refused" : "";
        var what = line is null ? "the bundle" : $"'{line.Text}'";
        return new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{line?.Place}the switch refused {what}: {ErrorText.Of(first.Error)}{more}. Applied: {applied} of {all.Count}."),
            refused);
    }
}
