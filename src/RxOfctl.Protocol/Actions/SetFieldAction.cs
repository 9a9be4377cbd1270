using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Sets a field of the packet (OFPAT_SET_FIELD; <c>ofp_action_set_field</c>, OpenFlow 1.3.5 §A.2.5). OpenFlow 1.2 and later; in 1.0 the actions
/// that set an address, the type of service or a transport port do the same and are this one.
/// </summary>
[WireCode(4, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadDlSrc))]
[WireCode(5, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadDlDst))]
[WireCode(6, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadNwSrc))]
[WireCode(7, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadNwDst))]
[WireCode(8, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadNwTos))]
[WireCode(25, From = OpenFlowVersion.OpenFlow12)]
public sealed partial record SetFieldAction : OpenFlowAction
{
    private const int SetDlSrc = 4;
    private const int SetDlDst = 5;
    private const int SetNwSrc = 6;
    private const int SetNwDst = 7;
    private const int SetNwTos = 8;
    private const int SetTpSrc = 9;
    private const int SetTpDst = 10;
    private const int SetField = 25;

    /// <summary>Sets a field.</summary>
    /// <param name="field">The field and its value.</param>
    public SetFieldAction(OxmField field) => Field = field;

    /// <summary>The field and its value. A mask, which leaves the other bits as they are, is for OpenFlow 1.5.</summary>
    public OxmField Field { get; }

    /// <inheritdoc/>
    public override string ToString() => $"set_field:{Field.ValueText}->{Field.Type}";

    internal override int CodeIn(OpenFlowVersion version) => version switch
    {
        >= OpenFlowVersion.OpenFlow12 => SetField,
        OpenFlowVersion.OpenFlow10 when !Field.HasMask => CodeIn10(Field.Type),
        _ => -1,
    };

    internal override void WriteBody(ref WireWriter writer)
    {
        if (writer.Version > OpenFlowVersion.OpenFlow10)
        {
            writer.RefuseIf(Field.HasMask && writer.Version < OpenFlowVersion.OpenFlow15, $"a mask of {nameof(SetFieldAction)}");
            OxmWire.Write(ref writer, Field);
            return;
        }

        var isDscp = Field.Type.Equals(Oxm.IpDscp);
        writer.WriteNumber(isDscp ? Field.Number << 2 : Field.Number, Field.Type.Width);
        writer.Pad(Field.Type.Width switch { MacAddress.Length => 6, Ipv4Address.Length => 0, 2 => 2, _ => 3 });
    }

    internal static SetFieldAction ReadBody(ref WireReader reader)
    {
        var start = reader.Offset;
        var field = OxmWire.Read(ref reader);
        if (field.HasMask && reader.Version < OpenFlowVersion.OpenFlow15)
            throw new OpenFlowDecodeException(OpenFlowError.BadActionBadSetType, start, $"{reader.Version.ToText()} sets whole fields, {field.Type} has a mask");
        if (reader.Remaining >= 8)
            reader.Throw($"{reader.Remaining} bytes behind the field are more than padding");
        reader.SkipRest();
        return new(field);
    }

    private static int CodeIn10(OxmType type) =>
        type.Equals(Oxm.EthSrc) ? SetDlSrc
        : type.Equals(Oxm.EthDst) ? SetDlDst
        : type.Equals(Oxm.Ipv4Src) ? SetNwSrc
        : type.Equals(Oxm.Ipv4Dst) ? SetNwDst
        : type.Equals(Oxm.IpDscp) ? SetNwTos
        : type.Equals(Oxm.TcpSrc) || type.Equals(Oxm.UdpSrc) || type.Equals(Oxm.SctpSrc) ? SetTpSrc
        : type.Equals(Oxm.TcpDst) || type.Equals(Oxm.UdpDst) || type.Equals(Oxm.SctpDst) ? SetTpDst
        : -1;

    internal static SetFieldAction ReadDlSrc(ref WireReader reader) => ReadDlAddr(ref reader, Oxm.EthSrc);

    internal static SetFieldAction ReadDlDst(ref WireReader reader) => ReadDlAddr(ref reader, Oxm.EthDst);

    internal static SetFieldAction ReadNwSrc(ref WireReader reader) => new(Oxm.Ipv4Src.Is(reader.ReadIpv4Address()));

    internal static SetFieldAction ReadNwDst(ref WireReader reader) => new(Oxm.Ipv4Dst.Is(reader.ReadIpv4Address()));

    internal static SetFieldAction ReadNwTos(ref WireReader reader)
    {
        var dscp = (byte)(reader.ReadByte() >> 2);
        reader.Skip(3);
        return new(Oxm.IpDscp.Is(dscp));
    }

    private static SetFieldAction ReadDlAddr(ref WireReader reader, OxmType<MacAddress> type)
    {
        var address = reader.ReadMacAddress();
        reader.Skip(6);
        return new(type.Is(address));
    }
}
