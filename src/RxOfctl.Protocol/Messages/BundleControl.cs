namespace RxOfctl.Protocol.Messages;

/// <summary>
/// Opens, closes, commits or discards a bundle, and says that it is done (OFPT_BUNDLE_CONTROL; <c>ofp_bundle_ctrl_msg</c>, OpenFlow 1.4.1).
/// OpenFlow 1.4 and later; in 1.3 the ONF's ONFT_BUNDLE_CONTROL.
/// </summary>
[WireCode(33, From = OpenFlowVersion.OpenFlow14)]
[OnfCode(2300, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record BundleControl : OpenFlowMessage, IOpenFlowRequest<BundleControl>
{
    /// <summary>The bundle, by a number of the controller's choice.</summary>
    public uint BundleId { get; init; }

    /// <summary>What is done.</summary>
    public BundleControlType Type { get; init; }

    /// <summary>How the bundle is to be done; the same in all messages of a bundle.</summary>
    public BundleFlags Flags { get; init; }

    /// <summary>What is said further.</summary>
    public ValueList<IBundleProperty> Properties { get; init; }

    internal override bool MustBeOutermost => true;
}

/// <summary>What is done with a bundle (<c>ofp_bundle_ctrl_type</c>, OpenFlow 1.4.1).</summary>
public enum BundleControlType : ushort
{
    /// <summary>Opens it (OFPBCT_OPEN_REQUEST).</summary>
    OpenRequest = 0,

    /// <summary>It is open (OFPBCT_OPEN_REPLY).</summary>
    OpenReply = 1,

    /// <summary>Closes it: nothing can be added any more (OFPBCT_CLOSE_REQUEST).</summary>
    CloseRequest = 2,

    /// <summary>It is closed (OFPBCT_CLOSE_REPLY).</summary>
    CloseReply = 3,

    /// <summary>Does what was added (OFPBCT_COMMIT_REQUEST).</summary>
    CommitRequest = 4,

    /// <summary>It is done (OFPBCT_COMMIT_REPLY).</summary>
    CommitReply = 5,

    /// <summary>Forgets it (OFPBCT_DISCARD_REQUEST).</summary>
    DiscardRequest = 6,

    /// <summary>It is forgotten (OFPBCT_DISCARD_REPLY).</summary>
    DiscardReply = 7,
}

/// <summary>How a bundle is to be done (<c>ofp_bundle_flags</c>, OpenFlow 1.4.1, 1.5.1).</summary>
[Flags]
public enum BundleFlags : ushort
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>No packet sees a part of it done (OFPBF_ATOMIC).</summary>
    Atomic = 1 << 0,

    /// <summary>In the order in which it was added (OFPBF_ORDERED).</summary>
    Ordered = 1 << 1,

    /// <summary>At a time (OFPBF_TIME). OpenFlow 1.5.</summary>
    Time = 1 << 2,
}

/// <summary>
/// Adds a message to a bundle (OFPT_BUNDLE_ADD_MESSAGE; <c>ofp_bundle_add_msg</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later; in 1.3 the
/// ONF's ONFT_BUNDLE_ADD_MESSAGE. The message has the transaction id of this one.
/// </summary>
[WireCode(34, From = OpenFlowVersion.OpenFlow14)]
[OnfCode(2301, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record BundleAddMessage : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The bundle, by a number of the controller's choice.</summary>
    public uint BundleId { get; init; }

    /// <summary>How the bundle is to be done; the same in all messages of a bundle.</summary>
    public BundleFlags Flags { get; init; }

    /// <summary>What is added: a message that changes the datapath.</summary>
    /// <exception cref="ArgumentException">The message carries one that carries another.</exception>
    public OpenFlowMessage Message
    {
        get;
        init => field = value.Bounded();
    }

    = new FlowMod();

    /// <summary>What is said further.</summary>
    public ValueList<IBundleProperty> Properties { get; init; }

    internal override bool MustBeOutermost => true;

    internal override OpenFlowMessage Inner => Message;

    internal static BundleAddMessage ReadBody(ref WireReader reader)
    {
        var bundleId = reader.ReadUInt32();
        reader.Skip(2);
        var flags = (BundleFlags)reader.ReadUInt16();
        var start = reader.Offset;
        var message = reader.ReadMessage(out var xid);
        if (xid != reader.Xid)
            throw new OpenFlowDecodeException(
                OpenFlowError.BundleFailedMsgBadXid, start + 4, $"xid {xid} in a message of xid {reader.Xid}");
        // The padding is there only if a property follows.
        if (reader.Remaining > 0)
        {
            reader.Skip(-(reader.Offset - start) & 7);
            if (reader.Remaining == 0)
                reader.Throw("padding without a property behind it");
        }

        return new() { BundleId = bundleId, Flags = flags, Message = message, Properties = IBundleProperty.Family.ReadList(ref reader) };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt32(BundleId);
        writer.Pad(2);
        writer.WriteUInt16((ushort)Flags);
        var start = writer.Position;
        writer.WriteInnerMessage(Message, writer.Xid);
        if (Properties.IsEmpty)
            return;
        writer.PadTo8(start);
        IBundleProperty.Family.WriteList(ref writer, Properties);
    }
}
