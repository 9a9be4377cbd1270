using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>An experimenter's property of a queue (OFPQDPT_EXPERIMENTER, OpenFlow 1.4.1; OFPQT_EXPERIMENTER, 1.3.5 §7.2.2). OpenFlow 1.2 and later.</summary>
[WireCode(0xffff, From = OpenFlowVersion.OpenFlow12)]
public sealed partial record ExperimenterQueueProperty : QueueProperty
{
    /// <summary>The experimenter: an IEEE OUI, or a number above 0x00ffffff that the ONF gave.</summary>
    public uint ExperimenterId { get; init; }

    /// <summary>The type that the experimenter gave. OpenFlow 1.4 and later.</summary>
    public uint ExpType { get; init; }

    /// <summary>What follows.</summary>
    public ByteString Data { get; init; }

    internal static ExperimenterQueueProperty ReadBody(ref WireReader reader)
    {
        if (reader.Version >= OpenFlowVersion.OpenFlow14)
            return new() { ExperimenterId = reader.ReadUInt32(), ExpType = reader.ReadUInt32(), Data = reader.ReadRest() };
        reader.Skip(4);
        var experimenter = reader.ReadUInt32();
        reader.Skip(4);
        return new() { ExperimenterId = experimenter, Data = reader.ReadRest() };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        if (writer.Version >= OpenFlowVersion.OpenFlow14)
        {
            writer.WriteUInt32(ExperimenterId);
            writer.WriteUInt32(ExpType);
        }
        else
        {
            writer.RefuseIf(ExpType != 0, "ExperimenterQueueProperty.ExpType");
            writer.Pad(4);
            writer.WriteUInt32(ExperimenterId);
            writer.Pad(4);
        }

        writer.WriteBytes(Data.Span);
    }
}
