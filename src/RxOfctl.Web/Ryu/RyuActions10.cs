using System.Text.Json;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Web.Ryu;

/// <summary>Actions in Ryu's JSON of OpenFlow 1.0 (<c>ofp_action_type</c>, 1.0.2 §5.2.4).</summary>
internal static class RyuActions10
{
    // In OpenFlow 1.0 no tag is removed by this VLAN id; Ryu's default.
    private const ushort NoVlan = 0xffff;

    public static void Write(Utf8JsonWriter json, ValueList<OpenFlowAction> actions)
    {
        json.WriteStartArray();
        foreach (var action in actions)
            json.WriteStringValue(TextOf(action));
        json.WriteEndArray();
    }

    public static ValueList<OpenFlowAction> Read(IEnumerable<RyuObject> list) => [.. list.Select(ReadAction)];

    private static string TextOf(OpenFlowAction action) => action switch
    {
        OutputAction output => $"OUTPUT:{Port(output.Port)}",
        SetVlanVidAction set => $"SET_VLAN_VID:{RyuNumbers.Text(set.VlanVid)}",
        SetVlanPcpAction set => $"SET_VLAN_PCP:{RyuNumbers.Text(set.VlanPcp)}",
        PopVlanAction => "STRIP_VLAN",
        SetFieldAction { Field: var field } when field.Type.Equals(Oxm.EthSrc) => $"SET_DL_SRC:{Value(field)}",
        SetFieldAction { Field: var field } when field.Type.Equals(Oxm.EthDst) => $"SET_DL_DST:{Value(field)}",
        SetFieldAction { Field: var field } when field.Type.Equals(Oxm.Ipv4Src) => $"SET_NW_SRC:{Value(field)}",
        SetFieldAction { Field: var field } when field.Type.Equals(Oxm.Ipv4Dst) => $"SET_NW_DST:{Value(field)}",
        SetFieldAction { Field: var field } when field.Type.Equals(Oxm.IpDscp) => $"SET_NW_TOS:{RyuNumbers.Text((ulong)field.Number << 2)}",
        SetTpSrcAction set => $"SET_TP_SRC:{RyuNumbers.Text(set.TpPort)}",
        SetTpDstAction set => $"SET_TP_DST:{RyuNumbers.Text(set.TpPort)}",
        EnqueueAction enqueue =>
            $"ENQUEUE:{Port(enqueue.Port)}:{RyuNumbers.NameOfQueue(enqueue.QueueId) ?? RyuNumbers.Text(enqueue.QueueId)}",
        UnknownAction => "UNKNOWN",
        _ => "VENDOR",
    };

    private static OpenFlowAction ReadAction(RyuObject item) => item.Required("type") switch
    {
        "OUTPUT" => new OutputAction
        {
            Port = RyuNumbers.ParsePort(item.Text("port") ?? "NONE", OpenFlowVersion.OpenFlow10),
            MaxLen = item.UInt16("max_len", 0xffe5),
        },
        "SET_VLAN_VID" => new SetVlanVidAction(item.UInt16("vlan_vid", NoVlan)),
        "SET_VLAN_PCP" => new SetVlanPcpAction((byte)item.Number("vlan_pcp", 0, byte.MaxValue)),
        "STRIP_VLAN" => new PopVlanAction(),
        "SET_DL_SRC" => Set(Oxm.EthSrc, item.Required("dl_src")),
        "SET_DL_DST" => Set(Oxm.EthDst, item.Required("dl_dst")),
        "SET_NW_SRC" => Set(Oxm.Ipv4Src, item.Required("nw_src")),
        "SET_NW_DST" => Set(Oxm.Ipv4Dst, item.Required("nw_dst")),
        "SET_NW_TOS" => new SetFieldAction(Oxm.IpDscp.Is((byte)(item.Number("nw_tos", 0, byte.MaxValue) >> 2))),
        "SET_TP_SRC" => new SetTpSrcAction(item.UInt16("tp_src")),
        "SET_TP_DST" => new SetTpDstAction(item.UInt16("tp_dst")),
        "ENQUEUE" => new EnqueueAction
        {
            Port = RyuNumbers.ParsePort(item.Text("port") ?? "NONE", OpenFlowVersion.OpenFlow10),
            QueueId = RyuNumbers.ParseQueue(item.Text("queue_id") ?? "0"),
        },
        var type => throw new FormatException($"'{type}' is not a type of action of OpenFlow 1.0."),
    };

    private static SetFieldAction Set(OxmType type, string value) => new(RyuFields.Parse(type, value));

    private static string Port(PortNumber port) => RyuNumbers.Text(port, OpenFlowVersion.OpenFlow10);

    private static string Value(OxmField field) => RyuFields.Text(field.Type, field.Number);
}
