using System.CommandLine;
using System.Globalization;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Caching;
using RxOfctl.Protocol;
using Spectre.Console;

namespace RxOfctl.Cli.Controllers;

/// <summary><c>rxofctl top</c>: a live table of datapaths.</summary>
internal static class TopCommand
{
    private static readonly (string Name, Func<DatapathReading, object?> Key)[] Columns =
    [
        ("datapath", reading => reading.Id.Value), ("version", reading => reading.Version), ("ports", reading => reading.Ports),
        ("messages", reading => reading.MessageRate), ("packet-ins", reading => reading.PacketInRate), ("rx", reading => reading.RxBytes),
        ("tx", reading => reading.TxBytes), ("rtt", reading => reading.RoundTrip), ("flows", reading => reading.Flows),
    ];

    public static Command Create(CommandContext context)
    {
        var addresses = ListeningController.Addresses();
        var interval = new Option<double>("--interval", "-i")
        {
            Description = "Seconds between readings.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => 1,
        };
        interval.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() <= 0)
                result.AddError("--interval is a number of seconds above 0");
        });
        var count = new Option<int?>("--count", "-n")
        {
            Description = "Ends after so many readings (default: at Ctrl-C).",
            HelpName = "COUNT",
        };
        var sort = new Option<string>("--sort")
        {
            Description = "The column to sort by; numbers descend.",
            DefaultValueFactory = _ => Columns[0].Name,
        };
        sort.AcceptOnlyFromAmong([.. Columns.Select(column => column.Name)]);
        return context.Plain(
            "top",
            "Is the controller of switches that connect, and shows them in a live table. Without a terminal, prints a line a " +
            "datapath and reading.",
            (settings, parsed, cancellation) => RunAsync(
                context.Console,
                settings,
                parsed.GetValue(addresses) ?? [],
                new(TimeSpan.FromSeconds(parsed.GetValue(interval)), parsed.GetValue(count), parsed.GetRequiredValue(sort)),
                cancellation),
            addresses,
            interval,
            count,
            sort);
    }

    private static async Task<int> RunAsync(
        ToolConsole console, Settings settings, string[] addresses, TopOptions options, CancellationToken cancellation)
    {
        var (controller, targets) = ListeningController.Create(console, settings, addresses);
        await using var ending = controller;
        var gauges = new SourceCache<(DatapathId Id, DatapathGauge Gauge), DatapathId>(each => each.Id);
        using var measuring = controller.Datapaths.Connect()
            .SubscribeMany(datapath =>
            {
                var gauge = new DatapathGauge(datapath, console.Scheduler, settings.Timeout);
                gauges.AddOrUpdate((datapath.Id, gauge));
                return System.Reactive.Disposables.Disposable.Create(() =>
                {
                    gauges.Remove(datapath.Id);
                    gauge.Dispose();
                });
            })
            .Subscribe();
        using var dialing = ListeningController.Start(console, controller, targets);
        var where = string.Join(", ", controller.LocalEndPoints);
        if (!console.IsTerminal || settings.Json)
        {
            var output = new Output(console, settings);
            await ReadAsync(console, gauges, options, readings => Write(output, readings), cancellation);
        }
        else
        {
            var terminal = AnsiConsole.Create(new()
            {
                ColorSystem = settings.Color ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(console.Out),
            });
            void Show(IReadOnlyList<DatapathReading> readings, LiveDisplayContext live) =>
                live.UpdateTarget(Table(readings, where, console.Scheduler.Now));
            await terminal.Live(Table([], where, console.Scheduler.Now)).AutoClear(false).StartAsync(live =>
                ReadAsync(console, gauges, options, readings => Show(readings, live), cancellation));
        }

        return 0;
    }

    private static async Task ReadAsync(
        ToolConsole console,
        SourceCache<(DatapathId Id, DatapathGauge Gauge), DatapathId> gauges,
        TopOptions options,
        Action<IReadOnlyList<DatapathReading>> show,
        CancellationToken cancellation)
    {
        for (var number = 0; options.Count is not { } count || number < count; number++)
        {
            await Observable.Timer(options.Interval, console.Scheduler).ToTask(cancellation);
            var readings = await Task.WhenAll(gauges.Items.Select(each => each.Gauge.ReadAsync(cancellation)));
            show(Sorted(readings, options.Sort));
        }
    }

    private static List<DatapathReading> Sorted(IEnumerable<DatapathReading> readings, string column)
    {
        var key = Array.Find(Columns, each => each.Name == column).Key;
        return column is "datapath" or "version"
            ? [.. readings.OrderBy(key)]
            : [.. readings.OrderByDescending(key).ThenBy(reading => reading.Id.Value)];
    }

    private static Table Table(IReadOnlyList<DatapathReading> readings, string where, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.Simple).Caption(
            $"{now.ToUniversalTime():HH:mm:ss} UTC, {readings.Count} datapaths at {where.EscapeMarkup()}");
        table.AddColumns("datapath", "version", "peer");
        foreach (var column in new[] { "ports up", "messages/s", "packet-ins/s", "rx bit/s", "tx bit/s", "rtt ms", "flows" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var reading in readings)
        {
            table.AddRow(
                $"{reading.Id}",
                reading.Version.ToText()["OpenFlow ".Length..],
                reading.Peer.EscapeMarkup(),
                $"{reading.PortsUp}/{reading.Ports}",
                Number(reading.MessageRate),
                Number(reading.PacketInRate),
                Bits(reading.RxBytes),
                Bits(reading.TxBytes),
                reading.RoundTrip is { } time ? Milliseconds(time) : "[red]-[/]",
                reading.Flows?.ToString(CultureInfo.InvariantCulture) ?? "-");
        }

        return table;
    }

    private static void Write(Output output, IReadOnlyList<DatapathReading> readings)
    {
        foreach (var reading in readings)
        {
            output.Write(
                $"{reading.Id} {reading.Version.ToText()} {reading.Peer} ports={reading.PortsUp}/{reading.Ports} " +
                $"messages/s={Number(reading.MessageRate)} " +
                $"packet-ins/s={Number(reading.PacketInRate)} rx={Bits(reading.RxBytes)} tx={Bits(reading.TxBytes)} " +
                $"rtt={(reading.RoundTrip is { } time ? $"{Milliseconds(time)}ms" : "-")} " +
                $"flows={reading.Flows?.ToString(CultureInfo.InvariantCulture) ?? "-"}",
                writer =>
                {
                    writer.WriteString("datapath", $"{reading.Id}");
                    writer.WriteString("version", reading.Version.ToText());
                    writer.WriteString("peer", reading.Peer);
                    writer.WriteNumber("ports_up", reading.PortsUp);
                    writer.WriteNumber("ports", reading.Ports);
                    writer.WriteNumber("messages_per_second", reading.MessageRate);
                    writer.WriteNumber("packet_ins_per_second", reading.PacketInRate);
                    WriteNumber(writer, "rx_bytes_per_second", reading.RxBytes);
                    WriteNumber(writer, "tx_bytes_per_second", reading.TxBytes);
                    WriteNumber(writer, "rtt_ms", reading.RoundTrip?.TotalMilliseconds);
                    WriteNumber(writer, "flows", reading.Flows);
                });
        }

        output.Flush();
    }

    private static void WriteNumber(System.Text.Json.Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } known)
            writer.WriteNumber(name, known);
        else
            writer.WriteNull(name);
    }

    private static string Number(double rate) => rate.ToString(rate < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Bits(double? bytes)
    {
        if (bytes is not { } known)
            return "-";
        var (bits, unit) = (known * 8, 0);
        for (; bits >= 1000 && unit < 3; unit++)
            bits /= 1000;
        return bits.ToString("0.#", CultureInfo.InvariantCulture) + " kMG".Substring(unit, 1).Trim();
    }

    private sealed record TopOptions(TimeSpan Interval, int? Count, string Sort);
}
