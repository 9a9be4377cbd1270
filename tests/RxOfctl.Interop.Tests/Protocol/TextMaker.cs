using RxOfctl.Protocol;

namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>Makes flows, groups and meters as people type them for ovs-ofctl, in all its spellings.</summary>
internal sealed class TextMaker(OpenFlowVersion version, int seed)
{
    private readonly Random _random = new(seed);

    private bool Is10 => version == OpenFlowVersion.OpenFlow10;

    private bool HasOxm => version >= OpenFlowVersion.OpenFlow12;

    /// <summary>A flow to be added, or changed.</summary>
    public string Flow(bool adds = true)
    {
        var protocol = Protocol();
        var parts = new List<string> { Match(protocol) };
        Maybe(parts, () => $"priority={Number(65535)}");
        Maybe(parts, () => $"idle_timeout={Number(65535)}");
        Maybe(parts, () => $"hard_timeout={Number(65535)}");
        Maybe(parts, () => $"cookie={Hex(ulong.MaxValue - 1)}", adds);
        Maybe(parts, () => "send_flow_rem");
        Maybe(parts, () => "check_overlap");
        if (!Is10)
            Maybe(parts, () => $"table={Number(253)}");
        if (HasOxm)
            Maybe(parts, () => "reset_counts");
        if (version >= OpenFlowVersion.OpenFlow13)
            Maybe(parts, () => Pick("no_packet_counts", "no_byte_counts"));
        if (version >= OpenFlowVersion.OpenFlow14)
            Maybe(parts, () => $"importance={Number(65535)}", adds);
        var shuffled = parts.Where(part => part.Length > 0).ToArray();
        _random.Shuffle(shuffled);
        return string.Join(Pick(",", ", ", " "), shuffled) + (shuffled.Length > 0 ? Pick(",", " ") : "") + "actions=" + Instructions(protocol);
    }

    /// <summary>A flow to be deleted.</summary>
    public string Deletion()
    {
        var parts = new List<string> { Match(Protocol()) };
        Maybe(parts, () => $"out_port={Number(1000)}");
        if (!Is10)
        {
            Maybe(parts, () => $"cookie={Hex(255)}/{Pick("-1", "0xff", "0x3fff")}");
            Maybe(parts, () => $"table={Number(253)}");
            Maybe(parts, () => $"out_group={Number(1000)}");
        }

        return string.Join(',', parts.Where(part => part.Length > 0));
    }

    /// <summary>A group to be added. Open vSwitch numbers the buckets itself where they have no ids.</summary>
    public string Group(int number)
    {
        var type = Pick("all", "select", "indirect", "ff", "fast_failover");
        var count = type == "indirect" ? 1 : _random.Next(5);
        var buckets = Enumerable.Range(0, count).Select(_ => Bucket(type));
        return string.Join(Pick(",", ", "), [$"group_id={number}", $"type={type}", .. buckets]);
    }

    /// <summary>A meter to be added.</summary>
    public string Meter(int number)
    {
        var bursts = Flip();
        var bands = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Band(bursts));
        return $"meter={number},{Pick("kbps", "pktps")}{(bursts ? ",burst" : "")}{Pick("", ",stats")},{Pick("band", "bands")}={string.Join(',', bands)}";
    }

    private string Band(bool bursts)
    {
        var burst = bursts ? $",burst_size={Number(100000) + 1}" : "";
        return Flip() ? $"type=drop,rate={Number(100000) + 1}{burst}" : $"type=dscp_remark,rate={Number(100000) + 1}{burst},prec_level={_random.Next(1, 8)}";
    }

    private string Bucket(string type)
    {
        var parts = new List<string>();
        // A weight of 0 is a property to Open vSwitch in 1.5, and none to us.
        if (type == "select")
            Maybe(parts, () => $"weight:{Number(100) + 1}");
        if (type is "ff" or "fast_failover")
            parts.Add(Pick($"watch_port:{Number(100) + 1}", $"watch_group:{Number(100)}"));
        else
            Maybe(parts, () => $"watch_port:{Number(100) + 1}");
        parts.Add($"{Pick("actions=", "action=", "actions=")}{Join(Actions("", 1 + _random.Next(3)).Where(CanBeInBucket).Append("set_queue:7"))}");
        return "bucket=" + string.Join(',', parts);
    }

    private string Protocol()
    {
        string[] all = ["", "", "ip", "tcp", "udp", "icmp", "arp", "dl_type=0x88cc", "sctp", "ipv6", "tcp6", "udp6", "icmp6", "sctp6", "rarp", "mpls", "mplsm"];
        return all[_random.Next(HasOxm ? all.Length : Is10 ? 8 : 9)];
    }

    private string Match(string protocol)
    {
        var parts = new List<string> { protocol };
        Maybe(parts, () => $"in_port={Pick($"{Number(1000) + 1}", "LOCAL", "local", "CONTROLLER")}");
        Maybe(parts, () => $"{Pick("dl_src", "eth_src")}={Mac()}{(Is10 || Flip() ? "" : "/ff:ff:ff:00:00:00")}");
        Maybe(parts, () => $"{Pick("dl_dst", "eth_dst")}={Mac()}{(Is10 || Flip() ? "" : "/01:00:00:00:00:00")}");
        // In 1.0 Open vSwitch says of packets without a tag that their priority is 0, too.
        Maybe(parts, () => Pick($"dl_vlan={Number(4095)}", Is10 ? "dl_vlan=1" : "dl_vlan=0xffff", $"dl_vlan={Number(4095)},dl_vlan_pcp={_random.Next(8)}", $"dl_vlan_pcp={_random.Next(8)}"));
        if (!Is10)
            Maybe(parts, () => $"metadata={Hex(ulong.MaxValue)}{(Flip() ? "" : "/0xffff0000ffff")}");
        AddNetwork(parts, protocol);
        AddTransport(parts, protocol);
        if (HasOxm)
            AddExtensions(parts);
        return string.Join(',', parts.Where(part => part.Length > 0));
    }

    private void AddNetwork(List<string> parts, string protocol)
    {
        if (protocol is "ip" or "tcp" or "udp" or "icmp" or "sctp")
        {
            Maybe(parts, () => $"{Pick("nw_src", "ip_src")}={Ipv4()}{Ipv4Mask()}");
            Maybe(parts, () => $"{Pick("nw_dst", "ip_dst")}={Ipv4()}{Ipv4Mask()}");
            Maybe(parts, () => Pick($"nw_tos={_random.Next(64) * 4}", $"ip_dscp={_random.Next(64)}"));
            if (HasOxm)
            {
                Maybe(parts, () => $"{Pick("nw_ecn", "ip_ecn")}={_random.Next(4)}");
                Maybe(parts, () => $"nw_ttl={_random.Next(256)}");
                // The later fragments have no transport ports to be set.
                Maybe(parts, () => $"{Pick("nw_frag", "ip_frag")}={Pick("no", "yes", "first", protocol == "ip" ? "later" : "no", "not_later")}");
            }
        }

        if (protocol == "ip")
            Maybe(parts, () => $"{Pick("nw_proto", "ip_proto")}={_random.Next(140, 250)}");
        if (protocol is "arp" or "rarp")
        {
            Maybe(parts, () => $"{Pick("arp_op", "nw_proto")}={_random.Next(1, 256)}");
            Maybe(parts, () => $"{Pick("arp_spa", "nw_src")}={Ipv4()}{Ipv4Mask()}");
            Maybe(parts, () => $"{Pick("arp_tpa", "nw_dst")}={Ipv4()}{Ipv4Mask()}");
            if (HasOxm)
            {
                Maybe(parts, () => $"arp_sha={Mac()}");
                Maybe(parts, () => $"arp_tha={Mac()}/ff:ff:00:00:00:00");
            }
        }

        if (protocol.EndsWith('6'))
        {
            Maybe(parts, () => $"ipv6_src={Ipv6()}{Pick("", "/32", "/127", "/ffff::ffff")}");
            Maybe(parts, () => $"ipv6_dst={Ipv6()}");
            Maybe(parts, () => $"ipv6_label={Hex(0xfffff)}{Pick("", "/0xff0")}");
        }

        if (protocol is "mpls" or "mplsm")
        {
            Maybe(parts, () => $"mpls_label={Number(0xfffff)}");
            Maybe(parts, () => $"mpls_tc={_random.Next(8)}");
            Maybe(parts, () => $"mpls_ttl={_random.Next(256)}");
            if (version >= OpenFlowVersion.OpenFlow13)
                Maybe(parts, () => $"mpls_bos={_random.Next(2)}");
        }
    }

    private void AddTransport(List<string> parts, string protocol)
    {
        var name = protocol.TrimEnd('6');
        if (name is "tcp" or "udp" or "sctp")
        {
            Maybe(parts, () => $"{Pick("tp", name)}_src={Pick($"{Number(65535)}", Hex(65535))}{(HasOxm ? Pick("", "/0xfff0") : "")}");
            Maybe(parts, () => $"{Pick("tp", name)}_dst={Number(65535)}");
        }

        if (name == "tcp" && HasOxm)
            Maybe(parts, () => $"tcp_flags={Pick("+syn-ack", "0x2/0x12", "+fin+rst+psh", "0x812", "syn|ack")}");
        if (protocol == "icmp")
        {
            Maybe(parts, () => $"{Pick("icmp_type", "tp_src")}={_random.Next(256)}");
            Maybe(parts, () => $"{Pick("icmp_code", "tp_dst")}={_random.Next(256)}");
        }

        if (protocol == "icmp6")
        {
            parts.Add(Pick(
                $"icmp_type={_random.Next(200)}",
                $"icmpv6_type={_random.Next(130)},icmpv6_code={_random.Next(256)}",
                $"icmp_type=135,icmp_code=0,nd_target={Ipv6()},nd_sll={Mac()}",
                $"icmp_type=136,icmp_code=0,nd_target={Ipv6()},nd_tll={Mac()}"));
        }
    }

    private void AddExtensions(List<string> parts)
    {
        Maybe(parts, () => $"{Pick("tun_id", "tunnel_id")}={Hex(ulong.MaxValue)}{Pick("", "/0xff")}");
        Maybe(parts, () => $"tun_src={Ipv4()}{Ipv4Mask()},tun_dst={Ipv4()}");
        Maybe(parts, () => $"ct_state={Pick("+trk+new-est", "+trk", "-trk", "0x21/0x23", "+snat-dnat")},ct_zone={Number(65535)},ct_mark={Hex(uint.MaxValue)}/0xff");
        Maybe(parts, () => $"pkt_mark={Hex(uint.MaxValue)}");
        Maybe(parts, () => $"conj_id={Number(100000) + 1}");
        Maybe(parts, () => "tun_flags=+oam");
        // In 1.5 Open vSwitch puts two registers into one field.
        if (version < OpenFlowVersion.OpenFlow15)
        {
            Maybe(parts, () => $"reg0={Hex(uint.MaxValue)}{Pick("", "/0xffff")},reg{_random.Next(2, 16)}={Number(100)}");
            Maybe(parts, () => $"reg1[4..7]={_random.Next(16)},NXM_NX_REG1[12]=1");
        }
    }

    private string Instructions(string protocol)
    {
        if (_random.Next(10) == 0)
            return "drop";
        var parts = new List<string>();
        if (version is OpenFlowVersion.OpenFlow13 or OpenFlowVersion.OpenFlow14)
            Maybe(parts, () => $"meter:{Number(100) + 1}");
        parts.AddRange(Actions(protocol, 1 + _random.Next(5)));
        if (!Is10)
        {
            Maybe(parts, () => "clear_actions");
            Maybe(parts, () => $"write_actions({Join([Pick($"output:{Number(100) + 1}", $"group:{Number(100)}", "dec_ttl")])})", protocol is "ip" or "tcp" or "udp");
            Maybe(parts, () => $"write_metadata:{Hex(ulong.MaxValue)}{Pick("", "/0xff00")}");
            Maybe(parts, () => "goto_table:254");
        }

        return Join(parts);
    }

    private IEnumerable<string> Actions(string protocol, int count) => Enumerable.Range(0, count).Select(_ => Action(protocol));

    private string Action(string protocol)
    {
        string[] any =
        [
            $"output:{Number(1000) + 1}", $"{Number(1000) + 1}", Pick("LOCAL", "in_port", "NORMAL", "flood", "all", "output:ALL"),
            Pick("controller", "CONTROLLER:128", "controller:64", "controller(max_len=99)", "controller(reason=invalid_ttl,id=7)"),
            $"controller(userdata=01.02.0a,pause,meter_id=5,max_len={Number(1000)})",
            $"{Pick("mod_dl_src:", "mod_dl_dst:")}{Mac()}", $"set_field:{Mac()}->{Pick("eth_src", "dl_dst", "eth_dst")}",
            Pick("enqueue:1:2", "enqueue(3,4)"), $"set_queue:{Number(100)}", "pop_queue",
            Pick($"resubmit:{Number(100) + 1}", $"resubmit(,{Number(200)})", "resubmit(3,4)"),
            $"{Pick("set_tunnel", "set_tunnel64")}:{Hex(uint.MaxValue)}", $"set_tunnel:{Hex(ulong.MaxValue)}", $"{(HasOxm ? "set_field" : "load")}:{Hex(ulong.MaxValue)}->{(HasOxm ? "tun_id" : "NXM_NX_TUN_ID[]")}",
            Pick("load:0x5->NXM_NX_REG0[0..15]", "load:7->reg3[]", "load:1->reg2[31]", "load:0xab->NXM_OF_ETH_DST[8..15]"),
            Pick("move:NXM_OF_ETH_SRC[]->NXM_OF_ETH_DST[]", "move:reg0[0..15]->reg1[16..31]", "move:NXM_NX_REG4[]->xxreg0[32..63]"),
            HasOxm ? Pick($"set_field:{Hex(uint.MaxValue)}->reg{_random.Next(16)}", "set_field:0x50/0xf0->reg1", "set_field:1.2.3.4->tun_dst", "set_field:0x12->pkt_mark") : "exit",
            Pick("push:NXM_NX_REG2[1..5]", "pop:reg7", "push:eth_src"), Pick("note:01.02.03", "note:0102030405060708", "exit", "ct_clear"),
            Pick("output:reg0", "output:NXM_NX_REG1[0..15]", "output(port=3,max_len=100)"),
            $"group:{Number(1000)}",
            Pick("bundle(eth_src,0,hrw,ofport,members:1,2)", "bundle(symmetric_l4,9,active_backup,ofport,slaves:4)", "bundle_load(nw_src,0,hrw,ofport,reg0[0..15],members:1,2,3)"),
            Pick("multipath(eth_src,50,modulo_n,1,0,NXM_NX_REG0[])", "multipath(symmetric_l3l4+udp,1,iter_hash,5,0,reg3[0..3])"),
            "sample(probability=100,collector_set_id=1,obs_domain_id=2,obs_point_id=3)", "sample(probability=1,collector_set_id=1,sampling_port=5)",
            "sample(probability=1,collector_set_id=1,sampling_port=5,egress)",
            Pick("learn(table=2,idle_timeout=5,NXM_OF_ETH_DST[]=NXM_OF_ETH_SRC[],output:NXM_OF_IN_PORT[])", "learn(NXM_OF_VLAN_TCI[0..11],load:0x5->NXM_NX_REG0[0..7],priority=7,cookie=0x9,send_flow_rem)", "learn(table=3,eth_type=0x800,nw_proto=6,reg0[0..3]=0x5,load:NXM_OF_IN_PORT[]->reg1[0..15],limit=4,result_dst=reg2[0])"),
            Pick("clone(output:1,resubmit(,3))", "clone(clone(set_queue:2,pop_queue))"), "check_pkt_larger(1500)->reg0[0]", "delete_field:tun_metadata3",
        ];
        string[] ip =
        [
            $"{Pick("mod_nw_src", "mod_nw_dst")}:{Ipv4()}", $"set_field:{Ipv4()}->{Pick("ip_src", "nw_dst")}", $"mod_nw_tos:{_random.Next(64) * 4}",
            $"set_field:{_random.Next(64)}->ip_dscp", "dec_ttl", "dec_ttl(1,2)", $"{Pick("mod_nw_ttl", "set_nw_ttl")}:{_random.Next(256)}", $"mod_nw_ecn:{_random.Next(4)}",
            Pick("ct", "ct(commit,zone=5)", "ct(table=3,zone=NXM_NX_REG0[0..15])", "ct(commit,nat(src=10.0.0.1-10.0.0.9:100-200,random),exec(load:1->NXM_NX_CT_MARK[]))", "ct(commit,force)", "ct(nat)", "ct(commit,nat(dst=10.0.0.1,hash,persistent))", "ct(commit,nat(dst=10.0.0.1:80))"),
        ];
        string[] transport = [$"{Pick("mod_tp_src", "mod_tp_dst")}:{Number(65535)}", $"set_field:{Number(65535)}->{protocol.TrimEnd('6')}_dst", Pick("fin_timeout(idle_timeout=5)", "ct(commit,alg=ftp)")];
        return protocol switch
        {
            "tcp" when _random.Next(3) == 0 => transport[_random.Next(3)],
            "udp" when _random.Next(3) == 0 => transport[_random.Next(2)],
            "ip" or "tcp" or "udp" when Flip() => ip[_random.Next(ip.Length)],
            _ => any[_random.Next(any.Length)],
        };
    }

    // ovs-ofctl cannot read this one in a bucket.
    private static bool CanBeInBucket(string action) => !action.StartsWith("check_pkt_larger", StringComparison.Ordinal);

    private static string Join(IEnumerable<string> parts) => string.Join(',', parts);

    private void Maybe(List<string> parts, Func<string> make, bool isAllowed = true)
    {
        if (isAllowed && _random.Next(4) == 0)
            parts.Add(make());
    }

    private bool Flip() => _random.Next(2) == 0;

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private int Number(int max) => _random.Next(3) == 0 ? _random.Next(3) : _random.Next(max + 1);

    private string Hex(ulong max) => $"0x{(ulong)_random.NextInt64() % max:x}";

    private string Mac() => new MacAddress((ulong)_random.NextInt64(1L << 48)).ToString();

    private string Ipv4() => new Ipv4Address((uint)_random.NextInt64(1L << 32)).ToString();

    private string Ipv4Mask() => Is10 ? Pick("", "/8", "/31", "/255.255.0.0") : Pick("", "/8", "/255.255.0.0", "/0.0.0.255");

    private string Ipv6() => new Ipv6Address(new UInt128((ulong)_random.NextInt64(), (ulong)_random.NextInt64())).ToString();
}
