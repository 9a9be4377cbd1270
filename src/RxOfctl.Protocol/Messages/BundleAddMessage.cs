using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// Adds a message to a bundle (OFPT_BUNDLE_ADD_MESSAGE; <c>ofp_bundle_add_msg</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later; in 1.3 the ONF's
/// ONFT_BUNDLE_ADD_MESSAGE. The message has the transaction id of this one.
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
    public OpenFlowMessage Message { get; init; } = new FlowMod();

    /// <summary>What is said further.</summary>
    public ValueList<IBundleProperty> Properties { get; init; }

    internal override bool MustBeOutermost => true;

    internal static BundleAddMessage ReadBody(ref WireReader reader)
    {
        var bundleId = reader.ReadUInt32();
        reader.Skip(2);
        var flags = (BundleFlags)reader.ReadUInt16();
        var start = reader.Offset;
        var message = reader.ReadMessage(out var xid);
        if (xid != reader.Xid)
            throw new OpenFlowDecodeException(OpenFlowError.BundleFailedMsgBadXid, start + 4, $"a message with xid {xid} in one with xid {reader.Xid}");
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
