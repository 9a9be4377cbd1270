using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>A kind of action, without what it is to do (<c>ofp_action_id</c>, OpenFlow 1.3.5 §7.3.5.5; the header of an action there).</summary>
/// <param name="Type">The type.</param>
/// <param name="ExpData">Of an experimenter's: its id in four bytes, and what it adds. Empty for all others.</param>
public readonly record struct ActionId(ActionType Type, ByteString ExpData = default) : IWireStructure<ActionId>
{
    /// <summary>The kind of action of a type.</summary>
    public static implicit operator ActionId(ActionType type) => new(type);

    /// <summary>The kind of action of a type.</summary>
    public static ActionId FromActionType(ActionType type) => new(type);

    static ActionId IWireStructure<ActionId>.Read(ref WireReader reader)
    {
        var expData = reader.ReadTlv(out var type, multiple: 1, WireScope.Property);
        return new((ActionType)type, expData.ReadRest());
    }

    void IWireStructure<ActionId>.Write(ref WireWriter writer)
    {
        var start = writer.BeginTlv((int)Type);
        writer.WriteBytes(ExpData.Span);
        writer.EndTlv(start);
    }
}
