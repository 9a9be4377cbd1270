namespace RxOfctl.Protocol.Actions;

/// <summary>
/// A kind of action, without what it is to do (<c>ofp_action_id</c>, OpenFlow 1.3.5 §7.3.5.5; the header of an action there).
/// </summary>
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

/// <summary>The types of actions (<c>ofp_action_type</c>, OpenFlow 1.3.5 §7.2.5, 1.5.1), by their numbers from OpenFlow 1.2 on.</summary>
public enum ActionType : ushort
{
    /// <summary><see cref="OutputAction"/>.</summary>
    Output = 0,

    /// <summary><see cref="CopyTtlOutAction"/>.</summary>
    CopyTtlOut = 11,

    /// <summary><see cref="CopyTtlInAction"/>.</summary>
    CopyTtlIn = 12,

    /// <summary><see cref="SetMplsTtlAction"/>.</summary>
    SetMplsTtl = 15,

    /// <summary><see cref="DecMplsTtlAction"/>.</summary>
    DecMplsTtl = 16,

    /// <summary><see cref="PushVlanAction"/>.</summary>
    PushVlan = 17,

    /// <summary><see cref="PopVlanAction"/>.</summary>
    PopVlan = 18,

    /// <summary><see cref="PushMplsAction"/>.</summary>
    PushMpls = 19,

    /// <summary><see cref="PopMplsAction"/>.</summary>
    PopMpls = 20,

    /// <summary><see cref="SetQueueAction"/>.</summary>
    SetQueue = 21,

    /// <summary><see cref="GroupAction"/>.</summary>
    Group = 22,

    /// <summary><see cref="SetNwTtlAction"/>.</summary>
    SetNwTtl = 23,

    /// <summary><see cref="DecNwTtlAction"/>.</summary>
    DecNwTtl = 24,

    /// <summary><see cref="SetFieldAction"/>.</summary>
    SetField = 25,

    /// <summary><see cref="PushPbbAction"/>.</summary>
    PushPbb = 26,

    /// <summary><see cref="PopPbbAction"/>.</summary>
    PopPbb = 27,

    /// <summary><see cref="CopyFieldAction"/>.</summary>
    CopyField = 28,

    /// <summary><see cref="MeterAction"/>.</summary>
    Meter = 29,

    /// <summary>An experimenter's.</summary>
    Experimenter = 0xffff,
}
