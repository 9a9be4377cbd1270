using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Sends the packet to a controller with an id (NXAST_CONTROLLER).</summary>
[NiciraCode(20)]
public sealed partial record ControllerAction : OpenFlowAction
{
    /// <summary>How many bytes of the packet, at most.</summary>
    [Field]
    public ushort MaxLen { get; init; } = 0xffff;

    /// <summary>The controller's id, as <c>NXT_SET_CONTROLLER_ID</c> sets it; 0 is the default.</summary>
    [Field]
    public ushort ControllerId { get; init; }

    /// <summary>Which reason the packet-in gives.</summary>
    [Field(PadAfter = 1)]
    public PacketInReason Reason { get; init; } = PacketInReason.Action;
}

/// <summary>
/// Sends the packet to a controller, with data of the flow's own, and perhaps halts it until the controller resumes it
/// (NXAST_CONTROLLER2). On the wire it is a list of properties, of which those with a default value may be left out and are; they are written
/// in the order in which the members stand here.
/// </summary>
[NiciraCode(37)]
public sealed partial record Controller2Action : OpenFlowAction
{
    private const ushort TypeMaxLen = 0;
    private const ushort TypeControllerId = 1;
    private const ushort TypeReason = 2;
    private const ushort TypeUserdata = 3;
    private const ushort TypePause = 4;
    private const ushort TypeMeterId = 5;

    /// <summary>How many bytes of the packet, at most.</summary>
    public ushort MaxLen { get; init; } = 0xffff;

    /// <summary>The controller's id, as <c>NXT_SET_CONTROLLER_ID</c> sets it; 0 is the default.</summary>
    public ushort ControllerId { get; init; }

    /// <summary>Which reason the packet-in gives.</summary>
    public PacketInReason Reason { get; init; } = PacketInReason.Action;

    /// <summary>Data that come with the packet-in.</summary>
    public ByteString Userdata { get; init; }

    /// <summary>True if the packet waits until the controller sends it on with <c>NXT_RESUME</c>.</summary>
    public bool Pause { get; init; }

    /// <summary>A meter that the packet passes first, or null.</summary>
    public uint? MeterId { get; init; }

    /// <summary>Properties that this library does not know.</summary>
    public ValueList<UnknownProperty> UnknownProperties { get; init; }

    internal static Controller2Action ReadBody(ref WireReader reader)
    {
        var action = new Controller2Action();
        var unknown = new List<UnknownProperty>();
        reader.Skip(6);
        while (reader.Remaining > 0)
        {
            var property = NiciraPropertyWire.Read(ref reader, out var type, WireScope.Action);
            action = type switch
            {
                TypeMaxLen => action with { MaxLen = NiciraPropertyWire.ReadUInt16(ref property) },
                TypeControllerId => action with { ControllerId = NiciraPropertyWire.ReadUInt16(ref property) },
                TypeReason => action with { Reason = (PacketInReason)property.ReadByte() },
                TypeUserdata => action with { Userdata = property.ReadRest() },
                TypePause => action with { Pause = true },
                TypeMeterId => action with { MeterId = property.ReadUInt32() },
                _ => action,
            };
            if (type > TypeMeterId)
                unknown.Add(new(type, property.ReadRest()));
        }

        return unknown.Count == 0 ? action : action with { UnknownProperties = ValueList.Take(unknown) };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.Pad(6);
        if (MaxLen != 0xffff)
            NiciraPropertyWire.WriteUInt16(ref writer, TypeMaxLen, MaxLen);
        if (ControllerId != 0)
            NiciraPropertyWire.WriteUInt16(ref writer, TypeControllerId, ControllerId);
        if (Reason != PacketInReason.Action)
            NiciraPropertyWire.WriteByte(ref writer, TypeReason, (byte)Reason);
        if (!Userdata.IsEmpty)
            NiciraPropertyWire.WriteBytes(ref writer, TypeUserdata, Userdata);
        if (Pause)
            NiciraPropertyWire.WriteBytes(ref writer, TypePause, default);
        if (MeterId is { } meterId)
            NiciraPropertyWire.WriteUInt32(ref writer, TypeMeterId, meterId);
        NiciraPropertyWire.WriteUnknown(ref writer, UnknownProperties);
    }
}
