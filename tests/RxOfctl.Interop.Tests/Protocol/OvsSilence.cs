namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>
/// Members whose values ovs-ofctl 3.1 reads and mostly does not print, or not as they are. A test makes sure that each is missing in texts;
/// where they stand in a message is held by the vectors alone.
/// </summary>
internal static class OvsSilence
{
    private static readonly (string Why, string[] Members)[] Reasons =
    [
        ("prints names of the bits, or nothing for bits without names",
        [
            "AsyncMask.Mask", "FeaturesReply.Actions", "GroupFeaturesReply.ActionsAll", "GroupFeaturesReply.ActionsFastFailover",
            "GroupFeaturesReply.ActionsIndirect", "GroupFeaturesReply.ActionsSelect", "MeterFeaturesReply.BandTypes",
            "MeterFeaturesReply.Capabilities", "GroupFeaturesReply.ActionsAll", "GroupFeaturesReply.ActionsFastFailover",
            "GroupFeaturesReply.ActionsIndirect", "GroupFeaturesReply.ActionsSelect", "TableStats.ApplyActions", "TableStats.ApplySetfields",
            "TableStats.Instructions", "TableStats.Match", "TableStats.Wildcards", "TableStats.WriteActions", "TableStats.WriteSetfields",
        ]),
        ("prints a number in another unit, in parts, by a name, or one more or less",
        [
            "DecapAction.NewPktType", "EncapAction.NewPktType", "EthernetPortProperty.CurrSpeed", "EthernetPortProperty.MaxSpeed",
            "MaxRateQueueProperty.Rate", "MinRateQueueProperty.Rate", "MultipathAction.MaxLink",
            "Match.vlan_vid", "Match.vlan_tci", "Match.dl_type", "Match.xreg0", "Match.xreg1", "Match.xreg2", "Match.xreg3",
            "Match.xreg4", "Match.xreg5", "Match.xreg6", "Match.xreg7", "Match.xxreg0", "Match.xxreg1", "Match.xxreg2", "Match.xxreg3",
        ]),
        ("prints it only beside some other value: a flag, a command, a type, a protocol",
        [
            "CtTuple.DstPort", "CtTuple.SrcPort", "DropMeterBand.BurstSize", "DscpRemarkMeterBand.BurstSize", "FlowMod.Importance",
            "FlowMonitor.OutGroup", "GroupFeaturesReply.MaxGroupsAll", "GroupFeaturesReply.MaxGroupsFastFailover",
            "GroupFeaturesReply.MaxGroupsIndirect", "GroupFeaturesReply.MaxGroupsSelect", "GroupMod.CommandBucketId",
            "GroupFeaturesReply.MaxGroupsAll", "GroupFeaturesReply.MaxGroupsFastFailover", "GroupFeaturesReply.MaxGroupsIndirect",
            "GroupFeaturesReply.MaxGroupsSelect", "Match.ct_tp_src", "Match.nsh_c1", "Match.nsh_c2", "Match.nsh_c3", "Match.nsh_c4", "Match.tun_erspan_idx",
            "OutputAction.MaxLen", "QueueGetConfigReply.Port", "FlowMod.OutGroup", "AggregateStatsRequest.OutGroup", "FlowStatsRequest.OutGroup",
        ]),
        ("does not print it",
        [
            "AggregateStatsRequest.Cookie", "AggregateStatsRequest.CookieMask", "EncapAction.HdrSize", "FlowStatsRequest.Cookie",
            "FlowStatsRequest.CookieMask", "GroupDescRequest.GroupId", "HelloElement.Type", "FullFlowUpdate.Priority",
            "OutputRegAction.MaxLen", "QueueDesc.PortNo", "RequestForward.RequestXid", "RoleReply.ShortId",
            "RoleRequest.ShortId",
        ]),
        ("skips properties that it does not have",
        [
            "UnknownProperty.Type", "OpticalPortModProperty.FreqLmda", "OpticalPortModProperty.GridSpan", "OpticalPortModProperty.TxPwr",
            "OpticalPortProperty.RxGridFreqLmda", "OpticalPortProperty.RxMaxFreqLmda", "OpticalPortProperty.RxMinFreqLmda",
            "OpticalPortProperty.TxGridFreqLmda", "OpticalPortProperty.TxMaxFreqLmda", "OpticalPortProperty.TxMinFreqLmda",
            "OpticalPortProperty.TxPwrMax", "OpticalPortProperty.TxPwrMin", "OpticalPortStatsProperty.BiasCurrent",
            "OpticalPortStatsProperty.RxFreqLmda", "OpticalPortStatsProperty.RxGridSpan", "OpticalPortStatsProperty.RxOffset",
            "OpticalPortStatsProperty.RxPwr", "OpticalPortStatsProperty.Temperature", "OpticalPortStatsProperty.TxFreqLmda",
            "OpticalPortStatsProperty.TxGridSpan", "OpticalPortStatsProperty.TxOffset", "OpticalPortStatsProperty.TxPwr",
            "RecirculatePortProperty.PortNos",
        ]),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlySet<string> Members { get; } = Reasons.SelectMany(reason => reason.Members).ToHashSet();
}
