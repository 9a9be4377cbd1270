using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// One thing that a learned flow has: a field to match, a field to set, or a port to output to; each from a field of the packet at hand or
/// from a value (<c>flow_mod_spec</c> in nicira-ext.h).
/// </summary>
[JsonConverter(typeof(OpenFlowJsonConverter))]
public sealed record LearnSpec
{
    private const int FromValue = 1 << 13;
    private const int ToShift = 11;
    private const int MaxBits = 0x3ff;

    private LearnSpec(LearnDestination destination, int bits, Subfield? src, ByteString value, Subfield? dst)
    {
        if (bits > MaxBits)
            throw new ArgumentException($"At most {MaxBits} bits can be learned at once, not {bits}.");
        Destination = destination;
        Bits = bits;
        Src = src;
        Value = value;
        Dst = dst;
    }

    /// <summary>What the learned flow does with the bits.</summary>
    public LearnDestination Destination { get; }

    /// <summary>How many bits.</summary>
    public int Bits { get; }

    /// <summary>From which bits of the packet at hand; null where they are a <see cref="Value"/>.</summary>
    public Subfield? Src { get; }

    /// <summary>The bits themselves, the least significant ones at the end; empty where they come from <see cref="Src"/>.</summary>
    public ByteString Value { get; }

    /// <summary>Which bits the learned flow matches or sets; null for an output.</summary>
    public Subfield? Dst { get; }

    /// <summary>The learned flow matches bits as they are in the packet at hand, there or elsewhere.</summary>
    /// <exception cref="ArgumentException">One has more bits than the other.</exception>
    public static LearnSpec Match(Subfield src, Subfield dst) => FromField(LearnDestination.Match, src, dst);

    /// <summary>The learned flow matches bits as they are in the packet at hand.</summary>
    public static LearnSpec Match(Subfield field) => FromField(LearnDestination.Match, field, field);

    /// <summary>The learned flow matches a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value has more bits than the field.</exception>
    public static LearnSpec Match(UInt128 value, Subfield dst) => OfValue(LearnDestination.Match, value, dst);

    /// <summary>The learned flow sets bits to what they are in the packet at hand, there or elsewhere.</summary>
    /// <exception cref="ArgumentException">One has more bits than the other.</exception>
    public static LearnSpec Load(Subfield src, Subfield dst) => FromField(LearnDestination.Load, src, dst);

    /// <summary>The learned flow sets bits to a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value has more bits than the field.</exception>
    public static LearnSpec Load(UInt128 value, Subfield dst) => OfValue(LearnDestination.Load, value, dst);

    /// <summary>The learned flow outputs to the port whose number is in the packet at hand.</summary>
    public static LearnSpec Output(Subfield src)
    {
        ArgumentNullException.ThrowIfNull(src);
        return new(LearnDestination.Output, src.Bits, src, default, null);
    }

    /// <summary>The specification as <c>ovs-ofctl</c> writes it.</summary>
    public override string ToString() => (Destination, Src) switch
    {
        (LearnDestination.Output, _) => $"output:{Src}",
        (LearnDestination.Load, null) => $"load:{HexText}->{Dst}",
        (LearnDestination.Load, _) => $"load:{Src}->{Dst}",
        (_, null) when Dst!.Start == 0 && Dst.Bits == Dst.Field.Bits => $"{LearnNames.Of(Dst.Field)}={FieldText(Dst.Field)}",
        (_, null) => $"{Dst}={HexText}",
        _ => Src.Field.Equals(Dst!.Field) && Src.Start == Dst.Start ? $"{Dst}" : $"{Dst}={Src}",
    };

    /// <summary>A specification of parts that belong together.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    internal static LearnSpec Of(LearnDestination destination, int bits, Subfield? src, ByteString value, Subfield? dst)
    {
        if (bits < 1 || (src is null ? value.Length != (bits + 7) / 8 : !value.IsEmpty || src.Bits != bits))
            throw new ArgumentException($"What is learned is either a field of {bits} bits or a value of as many.", nameof(src));
        if (destination == LearnDestination.Output ? dst is not null || src is null : dst?.Bits != bits)
            throw new ArgumentException($"What is learned goes to a field of {bits} bits, or a port to the output.", nameof(dst));
        return new(destination, bits, src, value, dst);
    }

    /// <summary>Reads a specification after its header.</summary>
    internal static LearnSpec Read(ref WireReader reader, ushort header)
    {
        var start = reader.Offset - 2;
        var bits = header & MaxBits;
        var destination = (LearnDestination)((header >> ToShift) & 3);
        var fromValue = (header & FromValue) != 0;
        if (bits == 0 || header >> 14 != 0 || (header & (1 << 10)) != 0
            || destination > LearnDestination.Output || (fromValue && destination == LearnDestination.Output))
            throw SubfieldWire.Bad(start, $"there is no specification 0x{header:x4} of what is learned");

        Subfield? src = null;
        ByteString value = default;
        if (fromValue)
        {
            var length = (bits + 7) / 8;
            reader.Skip(length & 1);
            value = reader.ReadBytes(length);
        }
        else
        {
            src = ReadSubfield(ref reader, bits);
        }

        return new(destination, bits, src, value, destination == LearnDestination.Output ? null : ReadSubfield(ref reader, bits));
    }

    internal void Write(ref WireWriter writer)
    {
        writer.WriteUInt16((ushort)(Bits | ((int)Destination << ToShift) | (Src is null ? FromValue : 0)));
        if (Src is null)
        {
            writer.Pad(Value.Length & 1);
            writer.WriteBytes(Value.Span);
        }
        else
        {
            WriteSubfield(ref writer, Src);
        }

        if (Dst is not null)
            WriteSubfield(ref writer, Dst);
    }

    private static LearnSpec FromField(LearnDestination destination, Subfield src, Subfield dst)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
        if (src.Bits != dst.Bits)
            throw new ArgumentException($"{src} and {dst} do not have equally many bits.", nameof(dst));
        return new(destination, dst.Bits, src, default, dst);
    }

    private static LearnSpec OfValue(LearnDestination destination, UInt128 value, Subfield dst)
    {
        ArgumentNullException.ThrowIfNull(dst);
        if (dst.Bits < 128 && value >> dst.Bits != 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, $"{dst} has {dst.Bits} bits.");
        var bytes = new byte[(dst.Bits + 7) / 8];
        for (var index = bytes.Length - 1; index >= 0; index--)
        {
            bytes[index] = (byte)value;
            value >>= 8;
        }

        return new(destination, dst.Bits, null, bytes, dst);
    }

    private static Subfield ReadSubfield(ref WireReader reader, int bits)
    {
        var field = reader.ReadShortFieldHeader();
        return reader.ToSubfield(field, reader.ReadUInt16(), bits);
    }

    private static void WriteSubfield(ref WireWriter writer, Subfield subfield)
    {
        writer.WriteShortFieldHeader(subfield.Field, nameof(LearnSpec));
        writer.WriteUInt16((ushort)subfield.Start);
    }

    private string HexText
    {
        get
        {
            var digits = Value.ToString().TrimStart('0');
            return digits.Length == 0 ? "0" : "0x" + digits;
        }
    }

    private string FieldText(OxmType field)
    {
        // Matches write an EtherType in four digits, learn does not.
        if (field.IsRaw || Bits > 128 || field.ShortName == "dl_type")
            return HexText;
        UInt128 number = 0;
        foreach (var octet in Value.Span)
            number = (number << 8) | octet;
        return field.Format(number);
    }
}

/// <summary>What a learned flow does with something that it learned.</summary>
public enum LearnDestination
{
    /// <summary>It matches it (NX_LEARN_DST_MATCH).</summary>
    Match = 0,

    /// <summary>It sets a field to it (NX_LEARN_DST_LOAD).</summary>
    Load = 1,

    /// <summary>It outputs to that port (NX_LEARN_DST_OUTPUT).</summary>
    Output = 2,
}

/// <summary>The names of fields in what is learned, where <c>ovs-ofctl</c> writes others than in matches.</summary>
internal static class LearnNames
{
    public static string Of(OxmType field) => field.ShortName switch
    {
        "dl_dst" => "eth_dst",
        "dl_src" => "eth_src",
        "dl_type" => "eth_type",
        "nw_src" => "ip_src",
        "nw_dst" => "ip_dst",
        var name => name,
    };
}
