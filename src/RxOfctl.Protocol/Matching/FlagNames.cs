using System.Numerics;
using System.Text;

namespace RxOfctl.Protocol.Matching;

/// <summary>The names that <c>ovs-ofctl</c> gives to the bits of a field, and how it writes them.</summary>
/// <param name="all">The mask in which every bit that the field has matters.</param>
/// <param name="names">The names, that of bit 0 first; null for a bit that has none.</param>
internal sealed class FlagNames(uint all, params string?[] names)
{
    /// <summary>The states of tracked connections, <see cref="Nxm.CtState"/>.</summary>
    public static FlagNames CtStates { get; } = new(byte.MaxValue, "new", "est", "rel", "rpl", "inv", "trk", "snat", "dnat");

    /// <summary>The flags of tunnels.</summary>
    public static FlagNames TunFlags { get; } = new(ushort.MaxValue, "oam");

    /// <summary>The flags of TCP.</summary>
    public static FlagNames TcpFlags { get; } =
        new(0xfff, "fin", "syn", "rst", "psh", "ack", "urg", "ece", "cwr", "ns", "[200]", "[400]", "[800]");

    /// <summary>The bits that have names.</summary>
    public uint Known { get; } = (1u << names.Length) - 1;

    /// <summary>The flags set, with bars between them: <c>new|trk</c>.</summary>
    public string Format(uint flags)
    {
        if (flags == 0)
            return "0";
        var text = new List<string>();
        uint unnamed = 0;
        for (var left = flags; left != 0; left &= left - 1)
        {
            if (Name(left) is { } name)
                text.Add(name);
            else
                unnamed |= left & (0 - left);
        }

        if (unnamed != 0)
            text.Add($"0x{unnamed:x}");
        return string.Join('|', text);
    }

    /// <summary>The flags that matter, with <c>+</c> before those that are set: <c>-new+trk</c>.</summary>
    public string Format(uint flags, uint mask)
    {
        if (mask == all)
            return Format(flags);
        if (mask == 0)
            return "0/0";
        var text = new StringBuilder();
        for (var left = mask; left != 0; left &= left - 1)
        {
            var bit = left & (0 - left);
            text.Append((flags & bit) != 0 ? '+' : '-').Append(Name(bit) ?? "[Unknown]");
        }

        return text.ToString();
    }

    /// <summary>The bit that has a name.</summary>
    /// <returns>False where none has it.</returns>
    public bool TryFind(ReadOnlySpan<char> name, out uint bit)
    {
        for (var index = 0; index < names.Length; index++)
        {
            if (name.Equals(names[index], StringComparison.OrdinalIgnoreCase))
            {
                bit = 1u << index;
                return true;
            }
        }

        bit = 0;
        return false;
    }

    /// <summary>True if every bit of a mask has a name, so that what is written of each can be read.</summary>
    public bool HasAll(uint mask)
    {
        for (var left = mask; left != 0; left &= left - 1)
        {
            if (Name(left) is null)
                return false;
        }

        return true;
    }

    private string? Name(uint bits)
    {
        var index = BitOperations.TrailingZeroCount(bits);
        return index < names.Length ? names[index] : null;
    }
}
