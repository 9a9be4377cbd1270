namespace RxOfctl.Protocol.Wire;

/// <summary>
/// A structure that is part of messages and has no number of its own. The generator writes the reading and the writing of it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class WireStructureAttribute : Attribute
{
    /// <summary>
    /// Where the structure has its own length in 16 bits, in bytes from its start; -1 if it has none. Those two bytes count as padding
    /// of the member beside them. What reads and writes the members is then <c>ReadMembers</c> and <c>WriteMembers</c>.
    /// </summary>
    public int LengthAt { get; init; } = -1;
}

/// <summary>What can be read from and written to the wire as an element of a list.</summary>
internal interface IWireStructure<TSelf>
    where TSelf : IWireStructure<TSelf>
{
    /// <summary>Reads one element and moves past it; it is at least one byte long, so that reading a list always comes to an end.</summary>
    static abstract TSelf Read(ref WireReader reader);

    /// <summary>True where an element says its own length, so that one that cannot be read can be passed over.</summary>
    static virtual bool HasLength(OpenFlowVersion version) => false;

    /// <summary>Writes the element.</summary>
    void Write(ref WireWriter writer);
}

/// <summary>
/// A structure as the specification has it in a range of versions, or as an experimenter has it, for a record whose form differs more
/// than <see cref="FieldAttribute"/> can say. The generator makes reader and writer from it. A record has one for each range and form; a
/// member that only another one has must have its default value when the record is written.
/// </summary>
/// <remarks>
/// One field a line: how it is on the wire, and the record's member.
/// <list type="table">
/// <item><term><c>u8</c>, <c>u16</c>, <c>u32</c>, <c>u64</c></term><description>A number, an enum, or one of the types of
/// ids.</description></item>
/// <item><term><c>u32 Counters.DurationSec</c></term><description>A part of a member, whose constructor takes the parts in their
/// order.</description></item>
/// <item><term><c>u16 Src.Bits Dst.Bits</c></term><description>A number that both members have as a part.</description></item>
/// <item><term><c>u16 Importance since 1.4</c></term><description>A line that only some versions of the range have; also <c>until
/// 1.2</c>, <c>in 1.3</c>, <c>in 1.1-1.3</c>.</description></item>
/// <item><term><c>one Dst.Bits</c></term><description>A part that is always 1 and not on the wire.</description></item>
/// <item><term><c>char[16]</c></term><description>A text of a fixed width.</description></item>
/// <item><term><c>pad 4</c></term><description>Zero bytes.</description></item>
/// <item><term><c>u16 length</c></term><description>The structure's own length.</description></item>
/// <item><term><c>u16 length Actions</c></term><description>The length in bytes of a list or a match that comes later.</description></item>
/// <item><term><c>u16 count Members</c></term><description>The number of items of a list that comes later.</description></item>
/// <item><term><c>list</c>, <c>bytes</c></term><description>Structures, or bytes, up to the end or as many as a length
/// says.</description></item>
/// <item><term><c>struct</c></term><description>One structure.</description></item>
/// <item><term><c>NxMatch</c></term><description>Match fields without a structure around them, padded to a multiple of eight
/// bytes; as <c>EitherMatch</c>, also with that structure.</description></item>
/// <item><term><c>ShortRange</c></term><description>Start and number of bits of a <see cref="Matching.Subfield"/> in 16
/// bits.</description></item>
/// <item><term><c>only X</c></term><description>A list that has one <c>X</c> and nothing else, whose members stand
/// here.</description></item>
/// <item><term><c>property 3 bytes X</c></term><description>
/// One of the properties of type, length and value in which the structure ends, each of them left out where the member has its default
/// value. Others are kept in <c>UnknownProperties</c>. The value is <c>u8</c> to <c>u64</c>, <c>bytes</c>, <c>struct</c>, <c>flag</c>
/// (present or not), or another word. With <c>once</c> in place of <c>property</c>, one that is there twice is refused; else the last
/// counts.
/// </description></item>
/// <item><term>any other word <c>X</c></term><description>What <c>ReadX</c> and <c>WriteX</c> make of it, of the record or else of reader
/// and writer.</description></item>
/// </list>
/// </remarks>
/// <param name="versions">The versions that have the structure (<c>1.0</c>, <c>1.1-1.3</c>, <c>1.0, 1.5</c>), or its name.</param>
/// <param name="fields">The fields.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal sealed class WireLayoutAttribute(string versions, string fields) : Attribute
{
    /// <summary>The versions that have the structure, or the name by which <see cref="WireCodeAttribute.Layout"/> refers to it.</summary>
    public string Versions { get; } = versions;

    /// <summary>The fields.</summary>
    public string Fields { get; } = fields;
}

/// <summary>
/// How a member is on the wire. The public members that a record keeps are on the wire in the order of their declaration, those of a base
/// record before the record's own; only a member of a base record, or one that is not as its type says, needs the attribute. The generator
/// writes the reading and the writing of it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FieldAttribute : Attribute
{
    /// <summary>The first version that has the member.</summary>
    public OpenFlowVersion From { get; init; } = OpenFlowVersion.OpenFlow10;

    /// <summary>The last version that has the member.</summary>
    public OpenFlowVersion To { get; init; } = OpenFlowVersion.OpenFlow15;

    /// <summary>How many zero bytes stand before the member.</summary>
    public int PadBefore { get; init; }

    /// <summary>How many zero bytes stand after the member.</summary>
    public int PadAfter { get; init; }

    /// <summary>How many zero bytes stand in place of the member in versions that lack it.</summary>
    public int ElsePad { get; init; }

    /// <summary>The width in bytes of a text or of a byte string; 0 is all that is left.</summary>
    public int Length { get; init; }

    /// <summary>
    /// The reader's and writer's method pair (<c>Read…</c>, <c>Write…</c>) where the type of the member does not say it.
    /// </summary>
    public string? As { get; init; }

    /// <summary>Of a list of entries: the member that gets those which cannot be read, and costs nothing but them.</summary>
    public string? Malformed { get; init; }
}
