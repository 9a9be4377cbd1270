using System.Collections;
using System.Globalization;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Tests.Properties;

namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>A value in a message that is so peculiar that a text has it only if it was read where it was written.</summary>
/// <param name="Member">The member that has it, as <c>FlowMod.Cookie</c>; for a field of a match its name, as <c>Match.nw_src</c>.</param>
/// <param name="Forms">The forms that it may have in a text.</param>
internal sealed record MessageValue(string Member, IReadOnlyList<string> Forms)
{
    // Smaller numbers are found in many a text by chance.
    private const ulong Peculiar = 5000;

    public bool IsIn(string text) => Forms.Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase));

    public static IEnumerable<MessageValue> Of(OpenFlowMessage message) => OfMembers(message);

    private static IEnumerable<MessageValue> OfMembers(object record) =>
        from member in ProtocolTypes.Members(record.GetType())
        let value = member.GetValue(record)
        where value is not null
        from found in Of($"{record.GetType().Name}.{member.Name}", value)
        select found;

    private static IEnumerable<MessageValue> Of(string member, object value) => value switch
    {
        byte or string => [],
        ushort or uint or ulong => OfNumber(member, Convert.ToUInt64(value, CultureInfo.InvariantCulture)),
        DatapathId id => OfNumber(member, id.Value),
        GroupId id => OfNumber(member, id.Value),
        MeterId id => OfNumber(member, id.Value),
        PortNumber { IsReserved: false } port => OfNumber(member, port.Value),
        MacAddress { Value: > ushort.MaxValue } address => [new(member, [address.ToString()])],
        Ipv4Address { Value: > ushort.MaxValue } address => [new(member, [address.ToString()])],
        Match match => match.Where(field => !field.HasMask).SelectMany(OfField),
        IEnumerable list => list.Cast<object>().SelectMany(item => Of(member, item)),
        _ when value.GetType().GetMethod("<Clone>$") is not null => OfMembers(value),
        _ => [],
    };

    private static IEnumerable<MessageValue> OfNumber(string member, ulong number) => number < Peculiar ? [] :
        [new(member, [number.ToString(CultureInfo.InvariantCulture), number.ToString("x", CultureInfo.InvariantCulture)])];

    private static IEnumerable<MessageValue> OfField(OxmField field)
    {
        var member = $"Match.{field.Type.ShortName}";
        var text = field.ToString()[(field.Type.ShortName.Length + 1)..];
        var isHex = text.StartsWith("0x", StringComparison.Ordinal);
        if (UInt128.TryParse(isHex ? text[2..] : text, isHex ? NumberStyles.HexNumber : NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number > Peculiar ? [new(member, [number.ToString(CultureInfo.InvariantCulture), number.ToString("x", CultureInfo.InvariantCulture)])] : [];
        return text.Length > 8 && text.Any(character => character is '.' or ':' or '(') ? [new(member, [text])] : [];
    }
}
