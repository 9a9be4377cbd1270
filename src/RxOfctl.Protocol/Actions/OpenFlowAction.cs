namespace RxOfctl.Protocol.Actions;

/// <summary>What a datapath does to a packet (<c>ofp_action_header</c>, OpenFlow 1.0.2 §5.2.4, 1.3.5 §7.2.5).</summary>
[WireFamily(FormMethod = nameof(FormIn))]
public abstract partial record OpenFlowAction : IWireStructure<OpenFlowAction>
{
    /// <summary>How many actions that hold others are within one another at most, this one included.</summary>
    internal virtual int Depth => 0;

    /// <summary>The form of the action in a version: its type (<c>ofp_action_type</c>), or an experimenter's.</summary>
    internal abstract WireForm FormIn(OpenFlowVersion version, EncodeOptions options);

    /// <summary>Writes what follows type and length, or an experimenter's type.</summary>
    internal abstract void WriteBody(ref WireWriter writer);

    /// <summary>Writes what follows type and length, or an experimenter's type, in a form.</summary>
    internal virtual void WriteBody(int form, ref WireWriter writer) => WriteBody(ref writer);

    static OpenFlowAction IWireStructure<OpenFlowAction>.Read(ref WireReader reader)
    {
        var body = reader.ReadTlv(out var type, multiple: 8, WireScope.Action);
        var action = ReadKnown(type, ref body) ?? new UnknownAction(type, body.ReadRest());
        // What pads the action to a multiple of eight bytes. Where a whole multiple is left, the length is wrong.
        body.SkipPadding();
        body.EnsureEnd(action);
        return action;
    }

    void IWireStructure<OpenFlowAction>.Write(ref WireWriter writer)
    {
        var form = FormIn(writer.Version, writer.Options);
        if (!form.Exists)
            writer.Refuse(GetType().Name);
        var start = writer.BeginTlv(form.Experimenter == 0 ? form.Code : ExperimenterAction.Type);
        if (form.Experimenter != 0)
        {
            writer.WriteUInt32(form.Experimenter);
            writer.WriteUInt16(form.Code);
        }

        WriteBody(form.Index, ref writer);
        writer.PadTo8(start);
        writer.EndTlv(start);
    }
}

/// <summary>
/// Actions within an action. Their depth is bounded wherever they come from, because encoding, comparing and writing them as text are
/// recursive.
/// </summary>
internal static class NestedActions
{
    /// <summary>The actions themselves.</summary>
    /// <exception cref="ArgumentException">Actions are within one another more than 32 times.</exception>
    public static ValueList<OpenFlowAction> Bounded(this ValueList<OpenFlowAction> actions) => actions.Depth() < WireReader.MaxDepth
        ? actions
        : throw new ArgumentException($"Actions are within one another at most {WireReader.MaxDepth} times.", nameof(actions));

    public static int Depth(this ValueList<OpenFlowAction> actions)
    {
        var depth = 0;
        foreach (var action in actions)
            depth = Math.Max(depth, action.Depth);
        return depth;
    }

    public static ValueList<OpenFlowAction> ReadNestedActions(this ref WireReader reader)
    {
        var nested = reader.SliceNested();
        return nested.ReadList<OpenFlowAction>();
    }

    public static void WriteNestedActions(this ref WireWriter writer, ValueList<OpenFlowAction> actions, string member = "") =>
        writer.WriteList(actions);
}

/// <summary>An action of a type that this library does not know. Its bytes are kept.</summary>
public sealed record UnknownAction : OpenFlowAction
{
    /// <summary>An action of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="body">What follows type and length: four bytes, or four more than a multiple of eight.</param>
    /// <exception cref="ArgumentException">The body has another length.</exception>
    public UnknownAction(ushort type, ByteString body)
    {
        if (body.Length % 8 != 4)
            throw new ArgumentException($"An action's body has four bytes less than a multiple of eight, not {body.Length}.", nameof(body));
        Type = type;
        Body = body;
    }

    /// <summary>The type.</summary>
    public ushort Type { get; }

    /// <summary>What follows type and length.</summary>
    public ByteString Body { get; }

    internal override WireForm FormIn(OpenFlowVersion version, EncodeOptions options) => new(1, Type);

    internal override void WriteBody(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}

/// <summary>
/// An experimenter's action that this library does not know (OFPAT_EXPERIMENTER, OpenFlow 1.3.5 §7.2.5; OFPAT_VENDOR in 1.0).
/// </summary>
[WireCode(Type, ReadBy = nameof(ReadAny))]
public sealed partial record ExperimenterAction : OpenFlowAction
{
    internal const int Type = 0xffff;

    /// <summary>The experimenter: an IEEE OUI, or a number above 0x00ffffff that the ONF gave.</summary>
    public uint ExperimenterId { get; init; }

    /// <summary>What follows; the action's length is padded to a multiple of eight bytes.</summary>
    public ByteString Data { get; init; }

    internal static OpenFlowAction ReadAny(ref WireReader reader)
    {
        var ahead = reader;
        if (ahead.Remaining < 6 || ReadExperimenter(ahead.ReadUInt32(), ahead.ReadUInt16(), ref ahead) is not { } known)
            return ReadBody(ref reader);
        reader = ahead;
        return known;
    }
}
