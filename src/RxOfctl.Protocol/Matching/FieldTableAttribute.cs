namespace RxOfctl.Protocol.Matching;

/// <summary>
/// Match fields of one class, one a line. The generator makes a documented member of each, whose definition drives OXM, NXM and
/// experimenters' fields alike.
/// </summary>
/// <remarks>
/// A line has these words, and the description after a bar:
/// <list type="table">
/// <item><term><c>7 VlanPcp</c></term><description>The number within the class, and the member.</description></item>
/// <item><term><c>u8:3</c></term><description>
/// The type of the values (<c>u8</c> to <c>u128</c>, <c>port</c>, <c>port16</c>, <c>mac</c>, <c>ipv4</c>, <c>ipv6</c>; <c>own</c> for a
/// field with a class of its own) and, after a colon, the bits where a number has fewer; after a tilde, the bytes where they are not those
/// that the bits need.
/// </description></item>
/// <item><term><c>.hex</c></term><description>
/// The text of a number: decimal with a hexadecimal mask, or <c>dec</c>, <c>hex</c>, <c>ether_type</c>, <c>packet_type</c>,
/// <c>fragment</c>, or names of bits in <see cref="FlagNames"/>.
/// </description></item>
/// <item><term><c>/</c></term><description>The field can be masked.</description></item>
/// <item><term><c>vlan_pcp dl_vlan_pcp</c></term><description>The name, and that in <c>ovs-ofctl</c> where it is
/// another.</description></item>
/// <item><term><c>NXM_NX_TCP_FLAGS</c></term><description>The name of the header, where it is not the prefix and the
/// name.</description></item>
/// <item><term><c>from:1.3</c></term><description>The first version, where it is not the first that has such fields.</description></item>
/// <item><term><c>needs:Ip</c></term><description>What a match must have beside the field.</description></item>
/// <item><term><c>is:Oxm.EthDst</c></term><description>The canonical field that this one is another name of.</description></item>
/// </list>
/// </remarks>
/// <param name="oxmClass">The class (<c>oxm_class</c>).</param>
/// <param name="prefix">What the names of headers begin with.</param>
/// <param name="fields">The lines.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class FieldTableAttribute(ushort oxmClass, string prefix, string fields) : Attribute
{
    /// <summary>The class.</summary>
    public ushort Class { get; } = oxmClass;

    /// <summary>What the names of headers begin with.</summary>
    public string Prefix { get; } = prefix;

    /// <summary>The lines.</summary>
    public string Fields { get; } = fields;

    /// <summary>The experimenter, in the class of experimenters.</summary>
    public uint Experimenter { get; init; }

    /// <summary>
    /// True for fields of the specification, which exist from OpenFlow 1.2 on. Fields of extensions stand in actions of earlier versions
    /// too.
    /// </summary>
    public bool IsSpecified { get; init; }
}
