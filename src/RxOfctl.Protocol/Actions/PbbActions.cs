using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>Pushes a header of provider backbone bridging (OFPAT_PUSH_PBB) (<c>ofp_action_push</c>, OpenFlow 1.3.5 §7.2.5). OpenFlow 1.3 and later.</summary>
[WireCode(26, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record PushPbbAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public PushPbbAction()
    {
    }

    /// <summary>Pushes a header of provider backbone bridging.</summary>
    public PushPbbAction(ushort etherType) => EtherType = etherType;

    /// <summary>The EtherType of the packet then: 0x88e7.</summary>
    [Field(PadAfter = 2)]
    public ushort EtherType { get; init; }
}

/// <summary>Takes off the outermost header of provider backbone bridging (OFPAT_POP_PBB, OpenFlow 1.3.5 §7.2.5). OpenFlow 1.3 and later.</summary>
[WireCode(27, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record PopPbbAction : OpenFlowAction
{
    internal static PopPbbAction ReadBody(ref WireReader reader)
    {
        reader.Skip(4);
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(4);
}
