namespace RxOfctl.Protocol.Text;

/// <summary>Reads meters as <c>ovs-ofctl add-meter</c> and its like take them.</summary>
internal static class MeterReader
{
    public static MeterMod Read(TextPart text, MeterModCommand command)
    {
        command =
            KeyValue.TakeCommand(ref text, command, MeterText.Commands, static number => (MeterModCommand)number.ReadUInt16("a command"));
        var mod = new MeterMod { Command = command };
        var head = text;
        TextPart? bands = null;
        if (text.TrySplit("bands=", out var before, out var behind) || text.TrySplit("band=", out before, out behind))
            (head, bands) = (before, behind);
        var hasMeter = false;
        foreach (var (key, value, _, _) in KeyValue.ReadAll(head))
        {
            hasMeter |= key.Is("meter");
            mod = With(mod, key, value);
        }

        if (!hasMeter)
            text.Fail("a meter has a number, as in meter=1");
        return bands is { } part ? mod with { Bands = ReadBands(part) } : mod;
    }

    private static MeterMod With(MeterMod mod, TextPart key, TextPart value)
    {
        foreach (var (flag, name) in MeterText.Flags)
        {
            if (key.Is(name))
                return mod with { Flags = mod.Flags | flag };
        }

        return key.ToString() switch
        {
            "meter" => mod with { MeterId = value.ReadMeter() },
            "flags" => mod with { Flags = mod.Flags | (MeterFlags)value.ReadUInt16("flags") },
            _ => throw key.Error("a meter has meter, kbps or pktps, burst, stats and, behind all others, bands"),
        };
    }

    private static ValueList<MeterBand> ReadBands(TextPart text)
    {
        var bands = new List<MeterBand>();
        foreach (var (key, value, _, _) in KeyValue.ReadAll(text))
        {
            if (key.Is("type"))
                bands.Add(New(value));
            else if (bands.Count == 0)
                key.Fail("a band begins with its type: drop or dscp_remark, as in type=drop");
            else
                bands[^1] = With(bands[^1], key, value);
        }

        if (bands.Count == 0)
            text.Fail("there is one band at least, as in bands=type=drop,rate=1000");
        return ValueList.Take(bands);
    }

    private static MeterBand New(TextPart type) => type.ToString() switch
    {
        "drop" => new DropMeterBand(),
        "dscp_remark" => new DscpRemarkMeterBand(),
        "experimenter" => new ExperimenterMeterBand(),
        _ => new UnknownMeterBand(type.ReadUInt16("a type that is none of drop, dscp_remark, experimenter")),
    };

    private static MeterBand With(MeterBand band, TextPart key, TextPart value) => (key.ToString(), band) switch
    {
        ("rate", _) => band with { Rate = value.ReadUInt32("rate") },
        ("burst_size", _) => band with { BurstSize = value.ReadUInt32("burst_size") },
        ("prec_level", DscpRemarkMeterBand remark) => remark with { PrecLevel = value.ReadByte("prec_level") },
        ("experimenter", ExperimenterMeterBand experimenter) => experimenter with { ExperimenterId = value.ReadUInt32("experimenter") },
        ("data", ExperimenterMeterBand experimenter) => experimenter with { Data = Bytes(value) },
        ("body", UnknownMeterBand unknown) => unknown with { Body = Bytes(value) },
        _ => throw key.Error("a band has type, rate, burst_size and, where it is dscp_remark, prec_level"),
    };

    private static ByteString Bytes(TextPart text) => (text.Span.StartsWith("0x") ? text[2..] : text).ReadBytes("data");
}
