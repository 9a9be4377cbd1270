using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RxOfctl.Flows;

/// <summary>
/// The cookies of an app: all that have its value in the bits of the mask. What a flow's cookie shows to be the app's is the app's to
/// change and
/// delete; other flows are left alone. The bits outside the mask are the app's tag (<see cref="FlowRule.Tag"/>).
/// </summary>
public readonly record struct CookieLease
{
    /// <summary>The top 16 bits.</summary>
    public const ulong DefaultMask = 0xffff_0000_0000_0000;

    /// <summary>A lease.</summary>
    /// <param name="value">The bits that mark the app's cookies.</param>
    /// <param name="mask">Which bits of the cookie count. Default: the top 16.</param>
    /// <exception cref="ArgumentException">The mask is 0, the value has bits outside it, or all its bits are set, which is
    /// reserved.</exception>
    public CookieLease(ulong value, ulong mask = DefaultMask)
    {
        if (mask == 0)
            throw new ArgumentException(
                "A mask of 0 would make every flow the app's own. Set the bits that mark the app's cookies.", nameof(mask));
        if ((value & ~mask) != 0)
            throw new ArgumentException($"The value 0x{value:x} has bits outside the mask 0x{mask:x}.", nameof(value));
        if (value == mask)
            throw new ArgumentException("The value with all bits set is reserved. Choose another.", nameof(value));
        (Value, Mask) = (value, mask);
    }

    /// <summary>The bits that mark the app's cookies.</summary>
    public ulong Value { get; }

    /// <summary>Which bits of the cookie count.</summary>
    public ulong Mask { get; }

    /// <summary>
    /// The lease of a name: 16 bits of a hash of it, the same in each process. Two names have the same lease in one of 65,000 cases, which
    /// is found when
    /// both are used on one fleet.
    /// </summary>
    /// <param name="name">The app's name.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static CookieLease OfName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        // Neither 0, which flows of apps without cookies have, nor all ones, which is reserved.
        var number = (hash[0] << 8 | hash[1]) % 0xfffe + 1;
        return new((ulong)number << 48);
    }

    /// <summary>Whether a cookie is one of the lease.</summary>
    /// <param name="cookie">The cookie.</param>
    public bool Includes(ulong cookie) => (cookie & Mask) == Value;

    /// <summary>The cookie of a tag: the lease's value and the tag's bits outside the mask.</summary>
    /// <param name="tag">The tag.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tag has bits inside the mask.</exception>
    public ulong CookieOf(ulong tag)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(tag & Mask, 0ul, nameof(tag));
        return Value | tag;
    }

    /// <summary>Whether a cookie can be of both leases.</summary>
    internal bool Overlaps(CookieLease other) => ((Value ^ other.Value) & Mask & other.Mask) == 0;

    /// <summary>Value and mask as <c>ovs-ofctl</c> writes them: <c>0x12000000000000/0xffff000000000000</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"0x{Value:x}/0x{Mask:x}");
}
