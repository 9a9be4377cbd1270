namespace RxOfctl.Protocol.Wire;

/// <summary>
/// A structure as the specification has it in a range of versions, for a record whose form differs more between versions than
/// <see cref="FieldAttribute"/> can say. The generator makes reader and writer from it. A record has one for each range; a member that
/// is in another range's structure only must have its default value when the record is written.
/// </summary>
/// <remarks>
/// One field a line: how it is on the wire, and the record's member.
/// <list type="table">
/// <item><term><c>u8</c>, <c>u16</c>, <c>u32</c>, <c>u64</c></term><description>A number, an enum, or one of the types of ids.</description></item>
/// <item><term><c>u32 Counters.DurationSec</c></term><description>A part of a member, whose constructor takes the parts in their order.</description></item>
/// <item><term><c>char[16]</c></term><description>A text of a fixed width.</description></item>
/// <item><term><c>pad 4</c></term><description>Zero bytes.</description></item>
/// <item><term><c>u16 length</c></term><description>The structure's own length.</description></item>
/// <item><term><c>u16 length Actions</c></term><description>The length in bytes of a list that comes later.</description></item>
/// <item><term><c>list</c>, <c>bytes</c></term><description>Structures, or bytes, up to the end or as many as a length says.</description></item>
/// <item><term><c>only X</c></term><description>A list that has one <c>X</c> and nothing else, whose members stand here.</description></item>
/// <item><term>any other word <c>X</c></term><description>What <c>ReadX</c> and <c>WriteX</c> make of it, of the record or else of reader and writer.</description></item>
/// </list>
/// </remarks>
/// <param name="versions">The versions that have the structure: <c>1.0</c>, or <c>1.1-1.3</c>.</param>
/// <param name="fields">The fields.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal sealed class WireLayoutAttribute(string versions, string fields) : Attribute
{
    /// <summary>The versions that have the structure.</summary>
    public string Versions { get; } = versions;

    /// <summary>The fields.</summary>
    public string Fields { get; } = fields;
}
