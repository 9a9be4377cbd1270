using System.Collections.Frozen;
using System.Globalization;

namespace RxOfctl.Protocol.Text;

/// <summary>Writes meters as <c>ovs-ofctl dump-meters</c> does, but on one line.</summary>
internal static class MeterText
{
    /// <summary>The words for the commands, as files of flows and groups have them.</summary>
    public static FrozenDictionary<MeterModCommand, string> Commands { get; } = new Dictionary<MeterModCommand, string>
    {
        [MeterModCommand.Add] = "add",
        [MeterModCommand.Modify] = "modify",
        [MeterModCommand.Delete] = "delete",
    }.ToFrozenDictionary();

    public static IReadOnlyList<(MeterFlags Flag, string Name)> Flags { get; } =
        [(MeterFlags.Kbps, "kbps"), (MeterFlags.Pktps, "pktps"), (MeterFlags.Burst, "burst"), (MeterFlags.Stats, "stats")];

    private static readonly MeterFlags Named = Flags.Aggregate(MeterFlags.None, (all, flag) => all | flag.Flag);

    public static string Of(MeterDesc desc) => Text(desc.MeterId, desc.Flags, desc.Bands);

    public static string Of(MeterMod mod)
    {
        var command = mod.Command == MeterModCommand.Add
            ? ""
            : (Commands.GetValueOrDefault(mod.Command) ?? $"command={(int)mod.Command}") + " ";
        return command + Text(mod.MeterId, mod.Flags, mod.Bands);
    }

    public static string Of(MeterBand band) => Of(band, writesBurst: band.BurstSize != 0);

    private static string Text(MeterId meterId, MeterFlags flags, ValueList<MeterBand> bands)
    {
        var parts = new List<string> { $"meter={meterId}" };
        parts.AddRange(from flag in Flags where (flags & flag.Flag) != 0 select flag.Name);
        if ((flags & ~Named) is > 0 and var unnamed)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"flags:0x{(int)unnamed:x}"));
        if (!bands.IsEmpty)
            parts.Add("bands=" + string.Join(' ', bands.Select(band => Of(band, band.BurstSize != 0 || (flags & MeterFlags.Burst) != 0))));
        return string.Join(' ', parts);
    }

    private static string Of(MeterBand band, bool writesBurst)
    {
        var text = $"type={Type(band)} rate={band.Rate}";
        if (writesBurst)
            text += $" burst_size={band.BurstSize}";
        return band switch
        {
            DscpRemarkMeterBand remark => $"{text} prec_level={remark.PrecLevel}",
            ExperimenterMeterBand { ExperimenterId: var id, Data: var data } => $"{text} experimenter=0x{id:x} data=0x{data}",
            UnknownMeterBand { Body: var body } => $"{text} body=0x{body}",
            _ => text,
        };
    }

    private static string Type(MeterBand band) => band switch
    {
        DropMeterBand => "drop",
        DscpRemarkMeterBand => "dscp_remark",
        ExperimenterMeterBand => "experimenter",
        UnknownMeterBand unknown => unknown.Type.ToString(CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"{band.GetType().Name} has no words yet."),
    };
}
