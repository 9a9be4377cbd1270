namespace RxOfctl.Protocol.Text;

/// <summary>The actions that push, pop and count down headers.</summary>
internal static class HeaderText
{
    public static ActionWord[] Words =>
    [
        // Only in 1.0 does a dump say strip_vlan.
        new ActionWord("strip_vlan", PopVlan).Writes<PopVlanAction>((_, wording) => wording.Is10 ? "strip_vlan" : "pop_vlan"),
        new("pop_vlan", PopVlan),
        new ActionWord("push_vlan", PushVlan).Writes<PushVlanAction>(action => $"push_vlan:0x{action.EtherType:x4}"),
        new ActionWord("push_mpls", static (to, in word) => to.Add(new PushMplsAction(EtherType(word))))
            .Writes<PushMplsAction>(action => $"push_mpls:0x{action.EtherType:x4}"),
        new ActionWord("pop_mpls", static (to, in word) => to.Add(new PopMplsAction(EtherType(word))))
            .Writes<PopMplsAction>(action => $"pop_mpls:0x{action.EtherType:x4}"),
        new ActionWord("push_pbb", static (to, in word) => to.Add(new PushPbbAction(EtherType(word))))
            .Writes<PushPbbAction>(action => $"push_pbb:0x{action.EtherType:x4}"),
        Simple<PopPbbAction>("pop_pbb"),
        Simple<CopyTtlInAction>("copy_ttl_in"),
        Simple<CopyTtlOutAction>("copy_ttl_out"),
        new ActionWord("dec_ttl", DecTtl)
            .Writes<DecNwTtlAction>(_ => "dec_ttl")
            .Writes<DecTtlCntIdsAction>(action => $"dec_ttl({string.Join(',', action.CntIds)})"),
        Simple<DecMplsTtlAction>("dec_mpls_ttl"),
        Simple<DecNshTtlAction>("dec_nsh_ttl"),
        new ActionWord("set_mpls_ttl", static (to, in word) => to.Add(new SetMplsTtlAction(word.Value.ReadByte("a TTL"))))
            .Writes<SetMplsTtlAction>(action => $"set_mpls_ttl({action.MplsTtl})"),
        new ActionWord("mod_nw_ttl", SetNwTtl).Writes<SetNwTtlAction>(action => $"mod_nw_ttl:{action.NwTtl}"),
        new("set_nw_ttl", SetNwTtl),
    ];

    // An action without arguments.
    private static ActionWord Simple<T>(string name)
        where T : OpenFlowAction, new() => new ActionWord(name, static (to, in _) => to.Add(new T())).Writes<T>(_ => name);

    private static ushort EtherType(in KeyValue word) => word.Value.ReadUInt16("an EtherType");

    private static void PopVlan(ActionReader to, in KeyValue word)
    {
        to.HasVlan = false;
        to.Add(new PopVlanAction());
    }

    private static void PushVlan(ActionReader to, in KeyValue word)
    {
        to.HasVlan = true;
        to.Add(new PushVlanAction(EtherType(word)));
    }

    private static void DecTtl(ActionReader to, in KeyValue word)
    {
        if (word.Value.IsEmpty)
            to.Add(new DecNwTtlAction());
        else
            to.Add(new DecTtlCntIdsAction(word.Value.Split(',').Select(id => id.Trimmed.ReadUInt16("a controller's id")).ToValueList()));
    }

    private static void SetNwTtl(ActionReader to, in KeyValue word)
    {
        var ttl = word.Value.ReadByte("a TTL");
        to.Add(to.Is10 ? new RegLoadAction(ttl, Nxm.IpTtl) : new SetNwTtlAction(ttl));
    }
}
