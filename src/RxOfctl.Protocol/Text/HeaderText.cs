using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Nicira;

namespace RxOfctl.Protocol.Text;

/// <summary>The actions that push, pop and count down headers.</summary>
internal static class HeaderText
{
    public static Dictionary<string, ReadAction> Words { get; } = new()
    {
        ["strip_vlan"] = PopVlan,
        ["pop_vlan"] = PopVlan,
        ["push_vlan"] = PushVlan,
        ["push_mpls"] = PushMpls,
        ["pop_mpls"] = PopMpls,
        ["push_pbb"] = static (to, in word) => to.Add(new PushPbbAction(EtherType(word))),
        ["pop_pbb"] = static (to, in _) => to.Add(new PopPbbAction()),
        ["copy_ttl_in"] = static (to, in _) => to.Add(new CopyTtlInAction()),
        ["copy_ttl_out"] = static (to, in _) => to.Add(new CopyTtlOutAction()),
        ["dec_ttl"] = DecTtl,
        ["dec_mpls_ttl"] = static (to, in _) => to.Add(new DecMplsTtlAction()),
        ["dec_nsh_ttl"] = static (to, in _) => to.Add(new DecNshTtlAction()),
        ["set_mpls_ttl"] = SetMplsTtl,
        ["mod_nw_ttl"] = SetNwTtl,
        ["set_nw_ttl"] = SetNwTtl,
    };

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

    private static void PushMpls(ActionReader to, in KeyValue word) =>
        to.Add(new PushMplsAction(EtherType(word)));

    private static void PopMpls(ActionReader to, in KeyValue word) =>
        to.Add(new PopMplsAction(EtherType(word)));

    private static void DecTtl(ActionReader to, in KeyValue word)
    {
        if (word.Value.IsEmpty)
            to.Add(new DecNwTtlAction());
        else
            to.Add(new DecTtlCntIdsAction(word.Value.Split(',').Select(id => id.Trimmed.ReadUInt16("a controller's id")).ToValueList()));
    }

    private static void SetMplsTtl(ActionReader to, in KeyValue word)
    {
        to.Add(new SetMplsTtlAction(word.Value.ReadByte("a TTL")));
    }

    private static void SetNwTtl(ActionReader to, in KeyValue word)
    {
        var ttl = word.Value.ReadByte("a TTL");
        to.Add(to.Is10 ? new RegLoadAction(ttl, Nxm.IpTtl) : new SetNwTtlAction(ttl));
    }
}
