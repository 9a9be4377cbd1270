using System.Globalization;
using System.Numerics;

namespace RxOfctl.Protocol.Text;

/// <summary>The actions that set, copy and keep fields.</summary>
internal static class FieldActionText
{
    private const ushort VlanTag = 0x8100;
    private const ushort VlanPresent = 0x1000;
    private const ushort VlanIdMask = 0x0fff;
    private const int LoadBits = 64;

    // What OpenFlow 1.0 has actions for.
    private static readonly OxmType[] Fields10 =
    [
        Oxm.EthSrc, Oxm.EthDst, Oxm.VlanVid, Oxm.VlanPcp, Nxm.VlanTci, Oxm.Ipv4Src, Oxm.Ipv4Dst, Oxm.IpDscp, Nxm.IpTos, Oxm.TcpSrc,
        Oxm.TcpDst,
        Oxm.UdpSrc, Oxm.UdpDst, Nxm.InPort, Oxm.InPort,
    ];

    public static ActionWord[] Words =>
    [
        // In 1.0 and 1.1 an action of its own sets each field, and has its word.
        Sets("mod_dl_src", Oxm.EthSrc),
        Sets("mod_dl_dst", Oxm.EthDst),
        Sets("mod_nw_src", Oxm.Ipv4Src),
        Sets("mod_nw_dst", Oxm.Ipv4Dst),
        new ActionWord("mod_nw_tos", SetTos).Writes<SetFieldAction>((action, wording) =>
            wording.IsBefore12 && IsWhole(action, Oxm.IpDscp)
                ? string.Create(CultureInfo.InvariantCulture, $"mod_nw_tos:{action.Field.Number << 2}")
                : null),
        Sets("mod_nw_ecn", Oxm.IpEcn),
        new ActionWord("set_mpls_label", SetMplsLabel)
            .Writes<SetFieldAction>((action, wording) => SetsMpls("set_mpls_label", Oxm.MplsLabel, action, wording)),
        new ActionWord("set_mpls_tc", SetMplsTc)
            .Writes<SetFieldAction>((action, wording) => SetsMpls("set_mpls_tc", Oxm.MplsTc, action, wording)),
        new ActionWord("set_field", SetField)
            .Writes<SetFieldAction>(action => action.Field.Type.IsUnknown ? null : SetField(action.Field)),
        new ActionWord("load", Load).Writes<RegLoadAction>(action => $"load:{ValueText.Hex(action.Value)}->{action.Dst}"),
        new ActionWord("move", Move)
            .Writes<CopyFieldAction>(action => action.Src.ToSubfield(action.SrcOffset, action.NBits) is { } src
                && action.Dst.ToSubfield(action.DstOffset, action.NBits) is { } dst ? $"move:{src}->{dst}" : null),
        new ActionWord("push", static (to, in word) => to.Add(new StackPushAction(word.Value.ReadSubfield())))
            .Writes<StackPushAction>(action => $"push:{action.Subfield}"),
        new ActionWord("pop", static (to, in word) => to.Add(new StackPopAction(word.Value.ReadSubfield())))
            .Writes<StackPopAction>(action => $"pop:{action.Subfield}"),
        new ActionWord("delete_field", DeleteField).Writes<DeleteFieldAction>(action => $"delete_field:{action.Field}"),
        new ActionWord("mod_tp_src", static (to, in word) => SetPort(to, isSource: true, word))
            .Writes<SetTpSrcAction>(action => $"mod_tp_src:{action.TpPort}"),
        new ActionWord("mod_tp_dst", static (to, in word) => SetPort(to, isSource: false, word))
            .Writes<SetTpDstAction>(action => $"mod_tp_dst:{action.TpPort}"),
        // What is mod_vlan_vid in 1.0 would push a tag in 1.1, where set_vlan_vid does not.
        new ActionWord("mod_vlan_vid", static (to, in word) => SetVlanVid(to, pushes: true, word))
            .Writes<SetVlanVidAction>((action, wording) => wording.Is10 ? $"mod_vlan_vid:{action.VlanVid}" : null),
        new ActionWord("set_vlan_vid", static (to, in word) => SetVlanVid(to, pushes: false, word))
            .Writes<SetVlanVidAction>(action => $"set_vlan_vid:{action.VlanVid}"),
        new ActionWord("mod_vlan_pcp", static (to, in word) => SetVlanPcp(to, pushes: true, word))
            .Writes<SetVlanPcpAction>((action, wording) => wording.Is10 ? $"mod_vlan_pcp:{action.VlanPcp}" : null),
        new ActionWord("set_vlan_pcp", static (to, in word) => SetVlanPcp(to, pushes: false, word))
            .Writes<SetVlanPcpAction>(action => $"set_vlan_pcp:{action.VlanPcp}"),
        new ActionWord("set_tunnel", static (to, in word) => SetTunnel(to, in64Bits: false, word))
            .Writes<SetTunnelAction>(action => $"set_tunnel:{ValueText.Hex(action.TunId)}"),
        new ActionWord("set_tunnel64", static (to, in word) => SetTunnel(to, in64Bits: true, word))
            .Writes<SetTunnel64Action>(action => $"set_tunnel64:{ValueText.Hex(action.TunId)}"),
    ];

    private static ActionWord Sets(string name, OxmType type) => new ActionWord(name, (to, in word) => Set(to, type, word))
        .Writes<SetFieldAction>((action, wording) =>
            wording.IsBefore12 && IsWhole(action, type) ? $"{name}:{action.Field.ValueText}" : null);

    private static string? SetsMpls(string name, OxmType type, SetFieldAction action, Wording wording) =>
        wording.IsBefore12 && IsWhole(action, type) ? $"{name}({action.Field.ValueText})" : null;

    private static bool IsWhole(SetFieldAction action, OxmType type) =>
        action.Field.Type.Equals(type) && !action.Field.HasMask && !action.IsLoad;

    private static string SetField(in OxmField field) => $"set_field:{Value(field)}->{FieldNames.InActions(field.Type)}";

    // Beside a mask a number stays as it is by itself, and the mask is hexadecimal.
    private static string Value(in OxmField field) =>
        field.HasMask && field.Type is (OxmType<byte> or OxmType<ushort> or OxmType<uint>) && FieldValueReader.Flags(field.Type) is null
            ? $"{field.Type.Format(field.Number)}/{ValueText.Hex(field.Mask)}"
            : field.ValueText;

    private static void SetField(ActionReader to, in KeyValue word)
    {
        var (value, name) = Destination(word, "set_field");
        var type = name.ToString() switch
        {
            "tp_src" => to.TransportPort(isSource: true, name),
            "tp_dst" => to.TransportPort(isSource: false, name),
            _ => FieldNames.FindToSet(name, to.Version) ?? throw name.Error("no field has this name"),
        };
        to.SetsNiciraField |= to.Is10 && !Array.Exists(Fields10, type.Equals);
        to.Add(FieldValueReader.Read(type, value, keepsBits: to.Version >= OpenFlowVersion.OpenFlow15)
            ?? throw value.Error("a mask of zero sets nothing"));
    }

    /// <summary>Sets a field, or the bits of it that its mask has, as the version can.</summary>
    private static void Add(this ActionReader to, OxmField field)
    {
        if (to.Version >= OpenFlowVersion.OpenFlow15 || (to.Version >= OpenFlowVersion.OpenFlow12 && !field.HasMask))
            to.Add(new SetFieldAction(field));
        else if (!field.HasMask && Legacy(to, field) is { } action)
            to.Add(action);
        else
            AddLoads(to, field);
    }

    // 1.0 and 1.1 have an action for each field that can be set; what is left is Nicira's.
    private static OpenFlowAction? Legacy(ActionReader to, in OxmField field)
    {
        var type = field.Type;
        if (type.Equals(Oxm.VlanVid))
            return new SetVlanVidAction((ushort)((ushort)field.Number & VlanIdMask));
        if (type.Equals(Nxm.IpTos) && (field.Number & 3) == 0)
            return new SetFieldAction(OxmField.Exact(Oxm.IpDscp, field.Number >> 2));
        if (type.Equals(Oxm.VlanPcp))
            return new SetVlanPcpAction((byte)field.Number);
        if (type.Equals(Oxm.TcpSrc) || type.Equals(Oxm.UdpSrc))
            return new SetTpSrcAction((ushort)field.Number);
        if (type.Equals(Oxm.TcpDst) || type.Equals(Oxm.UdpDst))
            return new SetTpDstAction((ushort)field.Number);
        var isThere = type.Equals(Oxm.EthSrc) || type.Equals(Oxm.EthDst) || type.Equals(Oxm.Ipv4Src) || type.Equals(Oxm.Ipv4Dst)
            || type.Equals(Oxm.IpDscp)
            || (type.Equals(Oxm.IpEcn) && !to.Is10);
        return isThere ? new SetFieldAction(field) : null;
    }

    private static void AddLoads(ActionReader to, in OxmField field)
    {
        var type = OxmAliases.Twins.GetValueOrDefault(field.Type, field.Type);
        if (type.Class == OxmClass.Experimenter || type.IsRaw)
        {
            to.Add(SetFieldAction.Load(field, to.Version));
            return;
        }

        // One load for every run of bits, of 64 at most.
        var mask = field.EffectiveMask;
        for (var start = 0; start < type.Bits;)
        {
            var bits = 0;
            while (bits < LoadBits && start + bits < type.Bits && ((mask >> (start + bits)) & 1) != 0)
                bits++;
            if (bits > 0)
                to.Add(new RegLoadAction((ulong)(field.Number >> start) & (ulong.MaxValue >> (LoadBits - bits)), new(type, start, bits)));
            start += Math.Max(bits, 1);
        }
    }

    private static void Load(ActionReader to, in KeyValue word)
    {
        var (value, bits) = Destination(word, "load");
        var dst = bits.ReadSubfield();
        if (dst.Field is TunMetadataType metadata)
        {
            Load(to, value, metadata, dst);
            return;
        }

        var max = dst.Bits == 128 ? UInt128.MaxValue : (UInt128.One << dst.Bits) - 1;
        var number = value.ReadNumber($"a value of {dst.Bits} bits", max);
        if (to.Version >= OpenFlowVersion.OpenFlow15)
        {
            // A field of whole bytes needs no mask for all of them.
            var type = FieldNames.ToSpecified(dst.Field, to.Version);
            to.Add(new SetFieldAction(dst.Bits == 8 * type.Width
                ? OxmField.Exact(type, number)
                : OxmField.Masked(type, number << dst.Start, max << dst.Start)));
        }
        else if (dst.Bits <= LoadBits && dst.Field.Class != OxmClass.Experimenter)
        {
            to.Add(new RegLoadAction((ulong)number, dst));
        }
        else
        {
            AddLoads(to, dst.Bits == dst.Field.Bits ? OxmField.Exact(
                dst.Field, number) : OxmField.Masked(dst.Field, number << dst.Start, max << dst.Start));
        }
    }

    private static void Load(ActionReader to, TextPart value, TunMetadataType type, Subfield dst)
    {
        var number = new BigInteger(value.ReadNumberBytes("a value").Span, isUnsigned: true, isBigEndian: true);
        var all = (BigInteger.One << dst.Bits) - 1;
        if (number > all)
            value.Fail(string.Create(CultureInfo.InvariantCulture, $"{type} has {dst.Bits} bits there"));
        var field = dst.Bits == type.Bits
            ? TunMetadataText.Exact(type, Bytes(number))
            : TunMetadataText.Masked(type, Bytes(number << dst.Start), Bytes(all << dst.Start));
        to.Add(to.Version >= OpenFlowVersion.OpenFlow15 ? new SetFieldAction(field) : SetFieldAction.Load(field, to.Version));
    }

    private static ReadOnlySpan<byte> Bytes(BigInteger number) =>
        TunMetadataText.Trimmed(number.ToByteArray(isUnsigned: true, isBigEndian: true));

    private static void Move(ActionReader to, in KeyValue word)
    {
        var (from, into) = Destination(word, "move");
        var (src, dst) = (from.ReadSubfield(), into.ReadSubfield());
        if (src.Bits != dst.Bits)
            into.Fail(string.Create(
                CultureInfo.InvariantCulture, $"move copies as many bits as it reads, {src.Bits}; these are {dst.Bits}"));
        if (to.Version < OpenFlowVersion.OpenFlow15)
        {
            to.Add(new CopyFieldAction(src, dst));
            return;
        }

        to.Add(new CopyFieldAction(src, dst)
        {
            Src = OxmId.Of(FieldNames.ToSpecified(src.Field, to.Version)),
            Dst = OxmId.Of(FieldNames.ToSpecified(dst.Field, to.Version)),
        });
    }

    private static void DeleteField(ActionReader to, in KeyValue word) =>
        to.Add(new DeleteFieldAction(FieldNames.FindForNicira(word.Value) ?? throw word.Value.Error("no field has this name")));

    private static void Set(ActionReader to, OxmType type, in KeyValue word)
    {
        if (FieldValueReader.Read(type, word.Value) is not { HasMask: false } field)
            throw word.Value.Error("this sets all of a field; set_field is for some of its bits");
        to.Add(field);
    }

    private static void SetTos(ActionReader to, in KeyValue word)
    {
        var tos = word.Value.ReadByte("the type of service");
        if ((tos & 3) != 0)
            word.Value.Fail("the lower two bits of the type of service are zero; mod_nw_ecn sets them");
        to.Add(Oxm.IpDscp.Is((byte)(tos >> 2)));
    }

    private static void SetPort(ActionReader to, bool isSource, in KeyValue word)
    {
        var port = word.Value.ReadUInt16("a port");
        to.Add(to.Version >= OpenFlowVersion.OpenFlow12 ? new SetFieldAction(to.TransportPort(isSource, word.Key).Is(port))
            : isSource ? new SetTpSrcAction(port)
            : new SetTpDstAction(port));
    }

    private static void SetVlanVid(ActionReader to, bool pushes, in KeyValue word)
    {
        var vid = word.Value.ReadUInt16("a VLAN id", VlanIdMask);
        EnsureVlan(to, pushes);
        to.Add(to.Version >= OpenFlowVersion.OpenFlow12
            ? new SetFieldAction(Oxm.VlanVid.Is((ushort)(vid | VlanPresent)))
            : new SetVlanVidAction(vid));
    }

    private static void SetVlanPcp(ActionReader to, bool pushes, in KeyValue word)
    {
        var pcp = word.Value.ReadByte("a VLAN priority", 7);
        EnsureVlan(to, pushes);
        to.Add(to.Version >= OpenFlowVersion.OpenFlow12 ? new SetFieldAction(Oxm.VlanPcp.Is(pcp)) : new SetVlanPcpAction(pcp));
    }

    // In 1.0 setting the tag adds it; later it must be pushed.
    private static void EnsureVlan(ActionReader to, bool pushes)
    {
        if (pushes && !to.Is10 && !to.HasVlan)
            to.Add(new PushVlanAction(VlanTag));
        to.HasVlan = true;
    }

    private static void SetMplsLabel(ActionReader to, in KeyValue word)
    {
        var label = (uint)word.Value.ReadNumber("an MPLS label", Oxm.MplsLabel.AllOnes);
        to.Add(new SetFieldAction(Oxm.MplsLabel.Is(label)));
    }

    private static void SetMplsTc(ActionReader to, in KeyValue word)
    {
        var tc = word.Value.ReadByte("an MPLS traffic class", 7);
        to.Add(new SetFieldAction(Oxm.MplsTc.Is(tc)));
    }

    private static void SetTunnel(ActionReader to, bool in64Bits, in KeyValue word)
    {
        var id = word.Value.ReadUInt64("a tunnel's id");
        if (to.Version >= OpenFlowVersion.OpenFlow12)
            to.Add(new SetFieldAction(OxmField.Exact(FieldNames.ToSpecified(Nxm.TunId, to.Version), id)));
        else
            to.Add(in64Bits || id > uint.MaxValue ? new SetTunnel64Action(id) : new SetTunnelAction((uint)id));
    }

    private static (TextPart Value, TextPart Destination) Destination(in KeyValue word, string name)
    {
        var arrow = word.Value.Span.LastIndexOf("->");
        if (arrow < 0)
            word.Value.Fail($"{name} is written as in {name}:5->reg0");
        return (word.Value[..arrow], word.Value[(arrow + 2)..]);
    }
}
