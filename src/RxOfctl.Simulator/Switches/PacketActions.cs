using RxOfctl.Protocol.Actions;
using RxOfctl.Simulator.Fields;

namespace RxOfctl.Simulator.Switches;

/// <summary>The actions of the specification that change only the packet (OpenFlow 1.3.5 §5.12, 1.5.1 §5.8).</summary>
internal static class PacketActions
{
    /// <summary>Applies an action to a packet; another kind of action has no effect.</summary>
    public static void Apply(OpenFlowAction action, Packet packet)
    {
        switch (action)
        {
            case SetFieldAction set:
                SetField(packet, set);
                break;
            case CopyFieldAction copy:
                CopyField(packet, copy);
                break;
            case PushVlanAction push:
                PacketEdits.PushVlan(packet, push.EtherType);
                break;
            case PopVlanAction:
                PacketEdits.PopVlan(packet);
                break;
            case SetVlanVidAction vlan:
                FieldStores.VlanVid(packet, vlan.VlanVid);
                break;
            case SetVlanPcpAction vlan:
                FieldStores.VlanPcp(packet, vlan.VlanPcp);
                break;
            case PushMplsAction push:
                PacketEdits.PushMpls(packet, push.EtherType);
                break;
            case PopMplsAction pop:
                PacketEdits.PopMpls(packet, pop.EtherType);
                break;
            case PushPbbAction push:
                PacketEdits.PushPbb(packet, push.EtherType);
                break;
            case PopPbbAction:
                PacketEdits.PopPbb(packet);
                break;
            case SetNwTtlAction ttl:
                FieldStores.TimeToLive(packet, ttl.NwTtl);
                break;
            case SetMplsTtlAction ttl:
                FieldStores.MplsTtl(packet, ttl.MplsTtl);
                break;
            case CopyTtlInAction:
                PacketEdits.CopyTtlIn(packet);
                break;
            case CopyTtlOutAction:
                PacketEdits.CopyTtlOut(packet);
                break;
            case SetTpSrcAction port:
                FieldStores.TransportSrc(packet, port.TpPort);
                break;
            case SetTpDstAction port:
                FieldStores.TransportDst(packet, port.TpPort);
                break;
            case SetQueueAction queue:
                packet.QueueId = queue.QueueId;
                break;
        }
    }

    private static void SetField(Packet packet, SetFieldAction set)
    {
        var field = PacketFields.Find(set.Field.Type)!;
        var (value, mask) = field.InMatch([set.Field]);
        field.Set(packet, value, mask);
    }

    private static void CopyField(Packet packet, CopyFieldAction copy)
    {
        var (from, to) = (PacketFields.Find(copy.Src.Type)!, PacketFields.Find(copy.Dst.Type)!);
        var mask = copy.NBits == 128 ? UInt128.MaxValue : (UInt128.One << copy.NBits) - 1;
        to.Set(packet, ((from.Get(packet) >> copy.SrcOffset) & mask) << copy.DstOffset, mask << copy.DstOffset);
    }
}
