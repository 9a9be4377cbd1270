using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>Who the datapath is and what it can do (OFPT_FEATURES_REPLY; <c>ofp_switch_features</c>, OpenFlow 1.0.2 §5.3.1, 1.3.5 §7.3.1).</summary>
[WireCode(6)]
public sealed partial record FeaturesReply : OpenFlowMessage
{
    /// <summary>The datapath's identity.</summary>
    [Field]
    public DatapathId DatapathId { get; init; }

    /// <summary>How many packets the datapath can buffer.</summary>
    [Field]
    public uint BufferCount { get; init; }

    /// <summary>How many flow tables the datapath has.</summary>
    [Field]
    public byte TableCount { get; init; }

    /// <summary>0 on the main connection, another number on an auxiliary one; OpenFlow 1.3 and later.</summary>
    [Field(As = "AuxiliaryId")]
    public byte AuxiliaryId { get; init; }

    /// <summary>What the datapath can do.</summary>
    [Field]
    public Capabilities Capabilities { get; init; }

    /// <summary>The actions that the datapath supports, a bit for each action type, in OpenFlow 1.0; reserved later.</summary>
    [Field]
    public uint Actions { get; init; }

    /// <summary>The ports; OpenFlow 1.0 to 1.2. Later versions tell them in answer to a <see cref="Multipart.PortDescRequest"/>.</summary>
    [Field(To = OpenFlowVersion.OpenFlow12)]
    public ValueList<Port> Ports { get; init; }
}

/// <summary>The auxiliary id on the wire: a byte and two of padding, three bytes of padding before OpenFlow 1.3.</summary>
internal static class AuxiliaryIdWire
{
    public static byte ReadAuxiliaryId(this ref WireReader reader)
    {
        var value = reader.ReadByte();
        reader.Skip(2);
        return reader.Version >= OpenFlowVersion.OpenFlow13 ? value : (byte)0;
    }

    public static void WriteAuxiliaryId(this ref WireWriter writer, byte value)
    {
        writer.RefuseIf(value != 0 && writer.Version < OpenFlowVersion.OpenFlow13, "FeaturesReply.AuxiliaryId");
        writer.WriteByte(value);
        writer.Pad(2);
    }
}
