using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Matching;

/// <summary>Some of the bits of a field, or all of them, as actions of Nicira name them: <c>NXM_NX_REG0[0..15]</c>.</summary>
public sealed record Subfield
{
    /// <summary>All bits of a field.</summary>
    /// <exception cref="ArgumentException">The field is one that this library does not know, so that its width is not known either.</exception>
    public Subfield(OxmType field)
        : this(field, 0, (field ?? throw new ArgumentNullException(nameof(field))).Bits)
    {
    }

    /// <summary>Some bits of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">The first of the bits; 0 is the least significant of the field.</param>
    /// <param name="bits">How many bits, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The field does not have these bits.</exception>
    public Subfield(OxmType field, int start, int bits)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (!Fits(field, start, bits))
            throw new ArgumentOutOfRangeException(nameof(bits), bits, $"{field.Name} has {field.Bits} bits; {bits} from {start} on are not among them.");
        Field = field;
        Start = start;
        Bits = bits;
    }

    /// <summary>The field.</summary>
    public OxmType Field { get; }

    /// <summary>The first of the bits; 0 is the least significant of the field.</summary>
    public int Start { get; }

    /// <summary>How many bits.</summary>
    public int Bits { get; }

    /// <summary>All bits of a field.</summary>
    public static implicit operator Subfield(OxmType field) => new(field);

    /// <summary>The bits as <c>ovs-ofctl</c> writes them: <c>NXM_NX_REG0[0..15]</c>, <c>NXM_NX_REG0[7]</c>, <c>NXM_NX_REG0[]</c>.</summary>
    public override string ToString()
    {
        var name = SubfieldNames.Of(Field);
        return Start == 0 && Bits == SubfieldText.BitsOf(Field) ? $"{name}[]"
            : Bits == 1 ? $"{name}[{Start}]"
            : $"{name}[{Start}..{Start + Bits - 1}]";
    }

    /// <summary>True if a field has the bits.</summary>
    internal static bool Fits(OxmType field, int start, int bits) => start >= 0 && bits >= 1 && start + bits <= field.Bits;
}
