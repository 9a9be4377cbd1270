using System.Globalization;

namespace RxOfctl.Protocol.Text;

/// <summary>The actions that put headers around packets and take them off: encap and decap.</summary>
internal static class EncapsulationText
{
    public static ActionWord[] Words =>
    [
        new ActionWord("encap", Encap).Writes<EncapAction>(Encap),
        new ActionWord("decap", Decap).Writes<DecapAction>(action => action.NewPktType == DecapAction.UseNextProto
            ? "decap()"
            : string.Create(CultureInfo.InvariantCulture,
                $"decap(packet_type(ns={action.NewPktType >> 16},type={ValueText.Hex((ushort)action.NewPktType)}))")),
    ];

    private static readonly (uint Type, string Name)[] Headers =
    [
        (EncapAction.Ethernet, "ethernet"), (EncapAction.Nsh, "nsh"), (EncapAction.Mpls, "mpls"), (EncapAction.MplsMulticast, "mpls_mc"),
    ];

    private static string? Encap(EncapAction action)
    {
        var name = Array.Find(Headers, header => header.Type == action.NewPktType).Name;
        if (action.HdrSize != 0 || name is null || action.Props.Any(property => !property.HasWords))
            return null;
        return action.Props.IsEmpty ? $"encap({name})" : $"encap({name}({string.Join(',', action.Props)}))";
    }

    private static void Encap(ActionReader to, in KeyValue word)
    {
        if (KeyValue.ReadAll(word.Value) is not [var header])
            throw word.Value.Error("encap has one header: ethernet, nsh, mpls or mpls_mc");
        var index = Array.FindIndex(Headers, candidate => header.Key.Is(candidate.Name));
        if (index < 0)
            header.Key.Fail("encap has one header: ethernet, nsh, mpls or mpls_mc");
        to.Add(new EncapAction
        {
            NewPktType = Headers[index].Type,
            Props = KeyValue.ReadAll(header.Value).Select(Property).ToValueList(),
        });
    }

    private static EncapProperty Property(KeyValue property)
    {
        if (property.Key.Is("md_type"))
            return EncapProperty.NshMdType(property.Value.ReadByte("md_type"));
        if (!property.Key.Is("tlv") || property.Value.Split(',') is not [var tlvClass, var type, var value])
            throw property.Key.Error("a header has md_type and tlv, as in md_type=1,tlv(0x1000,10,0x12345678)");
        var bytes = value.Trimmed.ReadNumberBytes("the value of a tlv");
        if (bytes.Length > 240)
            value.Fail("a tlv has at most 240 bytes");
        return EncapProperty.NshTlv(tlvClass.Trimmed.ReadUInt16("the class of a tlv"), type.Trimmed.ReadByte("the type of a tlv"), bytes);
    }

    private static void Decap(ActionReader to, in KeyValue word)
    {
        var action = new DecapAction();
        foreach (var (key, value, _, _) in KeyValue.ReadAll(word.Value))
        {
            if (!key.Is("packet_type") || KeyValue.ReadAll(value) is not [var space, var type] || !space.Key.Is("ns")
                || !type.Key.Is("type"))
                throw key.Error("decap has a packet type, as in packet_type(ns=0,type=0)");
            action = action with { NewPktType = ((uint)space.Value.ReadUInt16("ns") << 16) | type.Value.ReadUInt16("type") };
        }

        to.Add(action);
    }
}
