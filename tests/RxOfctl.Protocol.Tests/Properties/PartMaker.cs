using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Statistics;

namespace RxOfctl.Protocol.Tests.Properties;

/// <summary>Makes the parts of messages that have no public constructor for any values at all, or whose values depend on each other.</summary>
internal sealed class PartMaker(Random random)
{
    private static readonly OxmType[] Types = [.. Oxm.All, .. Nxm.All, .. Nsh.All];

    /// <summary>A part of a type, or null if the type is not such a part.</summary>
    public object? Make(Type type) => type.Name switch
    {
        nameof(OxmType) => Field(),
        nameof(OxmId) => Id(),
        nameof(OxsField) => Stat(),
        nameof(Subfield) => Bits(Field()),
        nameof(LearnSpec) => Learn(),
        // Often of a few fields, so that a field comes twice.
        nameof(SelectionField) => Selection(random.Next(4) != 0 ? Oxm.All[random.Next(random.Next(2) == 0 ? 4 : Oxm.All.Count)] : Field()),
        nameof(OpenFlowTime) => new OpenFlowTime((ulong)random.NextInt64(), (uint)random.Next()),
        _ => null,
    };

    private OxmType Field() => Types[random.Next(Types.Length)];

    private OxmId Id()
    {
        if (random.Next(4) != 0)
            return OxmId.Of(Field(), random.Next(2) == 0);
        var isExperimenters = random.Next(2) == 0;
        return new(
            isExperimenters ? OxmClass.Experimenter : (ushort)random.Next(OxmClass.Experimenter),
            (byte)random.Next(128),
            random.Next(2) == 0,
            (byte)random.Next(256),
            isExperimenters ? (uint)random.Next() : 0);
    }

    private OxsField Stat()
    {
        if (random.Next(4) == 0)
        {
            var bytes = new byte[random.Next(16)];
            random.NextBytes(bytes);
            return OxsField.Unknown(random.Next(2) == 0 ? OxsClass.OpenFlowBasic : OxsClass.Experimenter, (byte)random.Next(100, 128), bytes);
        }

        var type = Oxs.All[random.Next(Oxs.All.Count)];
        return type.Is((ulong)random.NextInt64(type.Width == 4 ? 1L << 32 : long.MaxValue));
    }

    // Mostly of a standard field, with a mask as long as the field, which is what a switch looks into.
    private SelectionField Selection(OxmType field)
    {
        var mask = new byte[random.Next(4) != 0 ? field.Width : random.Next(64)];
        random.NextBytes(mask);
        return new(field, mask);
    }

    private Subfield Bits(OxmType field)
    {
        var start = random.Next(field.Bits);
        return random.Next(3) == 0 ? new(field) : new Subfield(field, start, random.Next(1, field.Bits - start + 1));
    }

    private LearnSpec Learn()
    {
        var dst = Bits(Field());
        UInt128 value = (UInt128)random.Next(1 << Math.Min(dst.Bits, 30));
        var fitting = Types.Where(type => type.Bits >= dst.Bits).ToList();
        var src = new Subfield(fitting[random.Next(fitting.Count)], 0, dst.Bits);
        return random.Next(5) switch
        {
            0 => LearnSpec.Match(src, dst),
            1 => LearnSpec.Match(value, dst),
            2 => LearnSpec.Load(src, dst),
            3 => LearnSpec.Load(value, dst),
            _ => LearnSpec.Output(dst),
        };
    }
}
