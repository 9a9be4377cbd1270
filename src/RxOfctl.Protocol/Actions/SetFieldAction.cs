namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Sets a field of the packet (OFPAT_SET_FIELD; <c>ofp_action_set_field</c>, OpenFlow 1.3.5 §7.2.5). OpenFlow 1.2 and later; in 1.0 and
/// 1.1
/// the actions that set an address, the type of service, a transport port, MPLS (in 1.0 Nicira's) and (1.1) ECN do the same and are this
/// one. What these cannot say before OpenFlow 1.5, another field or a mask, Nicira's NXAST_REG_LOAD2 says.
/// </summary>
[WireCode(SetDlSrc10, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadDlSrc))]
[WireCode(SetDlDst10, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadDlDst))]
[WireCode(SetNwSrc10, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadNwSrc))]
[WireCode(SetNwDst10, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadNwDst))]
[WireCode(SetNwTos10, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadNwTos))]
[WireCode(SetDlSrc11, From = OpenFlowVersion.OpenFlow11, To = OpenFlowVersion.OpenFlow11, ReadBy = nameof(ReadDlSrc))]
[WireCode(SetDlDst11, From = OpenFlowVersion.OpenFlow11, To = OpenFlowVersion.OpenFlow11, ReadBy = nameof(ReadDlDst))]
[WireCode(SetNwSrc11, From = OpenFlowVersion.OpenFlow11, To = OpenFlowVersion.OpenFlow11, ReadBy = nameof(ReadNwSrc))]
[WireCode(SetNwDst11, From = OpenFlowVersion.OpenFlow11, To = OpenFlowVersion.OpenFlow11, ReadBy = nameof(ReadNwDst))]
[WireCode(SetNwTos11, From = OpenFlowVersion.OpenFlow11, To = OpenFlowVersion.OpenFlow11, ReadBy = nameof(ReadNwTos))]
[WireCode(SetNwEcn11, From = OpenFlowVersion.OpenFlow11, To = OpenFlowVersion.OpenFlow11, ReadBy = nameof(ReadNwEcn))]
[WireCode(SetMplsLabel11, From = OpenFlowVersion.OpenFlow11, To = OpenFlowVersion.OpenFlow11, ReadBy = nameof(ReadMplsLabel))]
[WireCode(SetMplsTc11, From = OpenFlowVersion.OpenFlow11, To = OpenFlowVersion.OpenFlow11, ReadBy = nameof(ReadMplsTc))]
[WireCode(SetField, From = OpenFlowVersion.OpenFlow12)]
[NiciraCode(NiciraSetMplsLabel, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadNiciraMplsLabel))]
[NiciraCode(NiciraSetMplsTc, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadNiciraMplsTc))]
[NiciraCode(NiciraRegLoad2, To = OpenFlowVersion.OpenFlow14, ReadBy = nameof(ReadLoad), WriteBy = nameof(WriteLoad))]
public sealed partial record SetFieldAction : OpenFlowAction, IKeepsForm
{
    private const int SetDlSrc10 = 4;
    private const int SetDlDst10 = 5;
    private const int SetNwSrc10 = 6;
    private const int SetNwDst10 = 7;
    private const int SetNwTos10 = 8;
    private const int SetDlSrc11 = 3;
    private const int SetDlDst11 = 4;
    private const int SetNwSrc11 = 5;
    private const int SetNwDst11 = 6;
    private const int SetNwTos11 = 7;
    private const int SetNwEcn11 = 8;
    private const int SetMplsLabel11 = 13;
    private const int SetMplsTc11 = 14;
    private const int SetTpSrc = 9;
    private const int SetTpDst = 10;
    private const int SetField = 25;
    private const int NiciraSetMplsLabel = 30;
    private const int NiciraSetMplsTc = 31;
    private const int NiciraRegLoad2 = 33;

    // The last of the codes.
    private const byte LoadForm = 17;
    private Kept<byte> _form;

    /// <summary>Sets a field.</summary>
    /// <param name="field">The field and its value.</param>
    /// <exception cref="ArgumentException">The field is <c>default(OxmField)</c>.</exception>
    public SetFieldAction(OxmField field) =>
        Field = field.IsDefault ? throw new ArgumentException(OxmField.NoField, nameof(field)) : field;

    /// <summary>The field and its value, perhaps with a mask, which leaves the other bits as they are.</summary>
    public OxmField Field { get; }

    Kept<byte> IKeepsForm.Form
    {
        get => _form;
        set => _form = value;
    }

    /// <summary>True if the action was decoded from, or is to be sent as, NXAST_REG_LOAD2.</summary>
    internal bool IsLoad => _form.Version != 0;

    internal override WireForm FormIn(OpenFlowVersion version, EncodeOptions options)
    {
        var code = version switch
        {
            OpenFlowVersion.OpenFlow15 => SetField,
            _ when Field.HasMask || _form.TryGet(version, out _) => -1,
            >= OpenFlowVersion.OpenFlow12 => Field.Type.From <= version ? SetField : -1,
            OpenFlowVersion.OpenFlow11 => CodeIn11(Field.Type),
            _ => CodeIn10(Field.Type),
        };
        return code < 0
            ? new(LoadForm, NiciraRegLoad2, Experimenters.Nicira)
            : new(1, (ushort)code, IsNicira(version) ? Experimenters.Nicira : 0);
    }

    /// <summary>The action in the form of NXAST_REG_LOAD2 in a version before 1.5.</summary>
    internal static SetFieldAction Load(OxmField field, OpenFlowVersion version) => new(field) { _form = new(version, LoadForm) };

    internal static SetFieldAction ReadLoad(ref WireReader reader) => Load(OxmWire.ReadInAnyVersion(ref reader), reader.Version);

    private void WriteLoad(ref WireWriter writer) => OxmWire.WriteInAnyVersion(ref writer, Field);

    internal override void WriteBody(ref WireWriter writer)
    {
        if (writer.Version >= OpenFlowVersion.OpenFlow12)
        {
            OxmWire.Write(ref writer, Field);
            return;
        }

        // Nicira's subtype has two bytes that pad a number of 32 bits.
        writer.Pad(IsNicira(writer.Version) && Field.Type.Equals(Oxm.MplsLabel) ? 2 : 0);
        var isDscp = Field.Type.Equals(Oxm.IpDscp);
        writer.WriteNumber(isDscp ? Field.Number << 2 : Field.Number, Field.Type.Width);
        writer.Pad(Field.Type.Width switch { MacAddress.Length => 6, Ipv4Address.Length => 0, 2 => 2, _ => 3 });
    }

    internal static SetFieldAction ReadBody(ref WireReader reader)
    {
        var start = reader.Offset;
        var field = OxmWire.Read(ref reader);
        if (field.HasMask && reader.Version < OpenFlowVersion.OpenFlow15)
        {
            var reason = $"{reader.Version.ToText()} sets whole fields, {field.Type} has a mask";
            throw new OpenFlowDecodeException(OpenFlowError.BadActionBadSetType, start, reason);
        }


        return new(field);
    }

    private static int CodeIn10(OxmType type) =>
        type.Equals(Oxm.EthSrc) ? SetDlSrc10
        : type.Equals(Oxm.EthDst) ? SetDlDst10
        : type.Equals(Oxm.Ipv4Src) ? SetNwSrc10
        : type.Equals(Oxm.Ipv4Dst) ? SetNwDst10
        : type.Equals(Oxm.IpDscp) ? SetNwTos10
        : type.Equals(Oxm.MplsLabel) ? NiciraSetMplsLabel
        : type.Equals(Oxm.MplsTc) ? NiciraSetMplsTc
        : TransportCode(type);

    private static int CodeIn11(OxmType type) =>
        type.Equals(Oxm.EthSrc) ? SetDlSrc11
        : type.Equals(Oxm.EthDst) ? SetDlDst11
        : type.Equals(Oxm.Ipv4Src) ? SetNwSrc11
        : type.Equals(Oxm.Ipv4Dst) ? SetNwDst11
        : type.Equals(Oxm.IpDscp) ? SetNwTos11
        : type.Equals(Oxm.IpEcn) ? SetNwEcn11
        : type.Equals(Oxm.MplsLabel) ? SetMplsLabel11
        : type.Equals(Oxm.MplsTc) ? SetMplsTc11
        : TransportCode(type);

    private static int TransportCode(OxmType type) =>
        type.Equals(Oxm.TcpSrc) || type.Equals(Oxm.UdpSrc) || type.Equals(Oxm.SctpSrc) ? SetTpSrc
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

    internal static SetFieldAction ReadNwEcn(ref WireReader reader) => ReadByte(ref reader, Oxm.IpEcn);

    internal static SetFieldAction ReadMplsTc(ref WireReader reader) => ReadByte(ref reader, Oxm.MplsTc);

    internal static SetFieldAction ReadMplsLabel(ref WireReader reader)
    {
        var label = reader.ReadUInt32();
        return label <= Oxm.MplsLabel.AllOnes ? new(Oxm.MplsLabel.Is(label)) : throw TooWide(Oxm.MplsLabel, reader.Offset - 4);
    }

    /// <returns>Null for a label of more bits than the field has, which Open vSwitch does not refuse: its bytes are kept.</returns>
    internal static SetFieldAction? ReadNiciraMplsLabel(ref WireReader reader)
    {
        reader.Skip(2);
        return reader.PeekUInt32() <= Oxm.MplsLabel.AllOnes ? ReadMplsLabel(ref reader) : null;
    }

    /// <returns>Null for a traffic class of more bits than the field has, which Open vSwitch does not refuse: its bytes are kept.</returns>
    internal static SetFieldAction? ReadNiciraMplsTc(ref WireReader reader) =>
        (uint)reader.PeekUInt16() >> 8 <= Oxm.MplsTc.AllOnes ? ReadMplsTc(ref reader) : null;

    private bool IsNicira(OpenFlowVersion version) =>
        version == OpenFlowVersion.OpenFlow10 && (Field.Type.Equals(Oxm.MplsLabel) || Field.Type.Equals(Oxm.MplsTc));

    private static SetFieldAction ReadByte(ref WireReader reader, OxmType<byte> type)
    {
        var value = reader.ReadByte();
        reader.Skip(3);
        return value <= type.AllOnes ? new(type.Is(value)) : throw TooWide(type, reader.Offset - 4);
    }

    private static OpenFlowDecodeException TooWide(OxmType type, int offset) =>
        new(OpenFlowError.BadActionBadArgument, offset, $"{type.Name} has {type.Bits} bits");

    private static SetFieldAction ReadDlAddr(ref WireReader reader, OxmType<MacAddress> type)
    {
        var address = reader.ReadMacAddress();
        reader.Skip(6);
        return new(type.Is(address));
    }
}
