using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RxOfctl.Connections;
using RxOfctl.Hosting;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Interop.Tests.Simulator;
using RxOfctl.Protocol;
using RxOfctl.Web;
using RxOfctl.Web.Security;
using Xunit.Abstractions;

namespace RxOfctl.Interop.Tests.Web;

/// <summary>
/// Ryu's REST paths against os-ken's ofctl library, which is Ryu's. Both are connected to the same two bridges. The same bodies are given to
/// our REST, for one bridge, and to ofctl, for the other: both bridges have the same flows, groups and meters then. All that can be read of the
/// first is read by both, and the JSON is the same, key by key.
/// </summary>
public sealed class RyuTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Key = "a-key-for-the-interop-tests";

    // What goes on between two requests. Nothing else may differ.
    private static readonly HashSet<string> Moving = ["duration_sec", "duration_nsec", "lookup_count", "rx_packets", "tx_packets", "rx_bytes", "tx_bytes"];

    // The fields that OpenFlow 1.3 has.
    private static readonly HashSet<string> Specified =
    [
        "in_port", "in_phy_port", "metadata", "eth_dst", "eth_src", "eth_type", "vlan_vid", "vlan_pcp", "ip_dscp", "ip_ecn", "ip_proto", "ipv4_src",
        "ipv4_dst", "tcp_src", "tcp_dst", "udp_src", "udp_dst", "sctp_src", "sctp_dst", "icmpv4_type", "icmpv4_code", "arp_op", "arp_spa", "arp_tpa",
        "arp_sha", "arp_tha", "ipv6_src", "ipv6_dst", "ipv6_flabel", "icmpv6_type", "icmpv6_code", "ipv6_nd_target", "ipv6_nd_sll", "ipv6_nd_tll",
        "mpls_label", "mpls_tc", "mpls_bos", "pbb_isid", "tunnel_id", "ipv6_exthdr",
    ];

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rxofctl-ryu-");
    private readonly int _port = FreePort.Take();
    private WebApplication? _app;
    private HttpClient? _client;
    private OpenVSwitch? _ovs;
    private Daemon? _ofctl;

    public static TheoryData<OpenFlowVersion, string> Commands => new()
    {
        {
            OpenFlowVersion.OpenFlow10,
            """
            [
              ["flowentry", "add", {"priority": 1, "match": {"in_port": 1, "dl_src": "00:00:00:00:00:01", "dl_dst": "00:00:00:00:00:02"},
                "actions": [{"type": "OUTPUT", "port": 2}, {"type": "OUTPUT", "port": "CONTROLLER", "max_len": 128}]}],
              ["flowentry", "add", {"cookie": "0x1122334455667788", "idle_timeout": 600, "hard_timeout": 900, "flags": 1,
                "match": {"dl_type": "0x0800", "nw_src": "10.0.0.0/8", "nw_dst": "192.168.1.1", "nw_proto": 6, "nw_tos": 32, "tp_src": 80, "tp_dst": "0x50"},
                "actions": [{"type": "SET_DL_SRC", "dl_src": "00:00:00:00:00:0a"}, {"type": "SET_DL_DST", "dl_dst": "00:00:00:00:00:0b"},
                  {"type": "SET_NW_SRC", "nw_src": "10.1.1.1"}, {"type": "SET_NW_DST", "nw_dst": "10.1.1.2"}, {"type": "SET_NW_TOS", "nw_tos": 64},
                  {"type": "SET_TP_SRC", "tp_src": 1000}, {"type": "SET_TP_DST", "tp_dst": 2000}, {"type": "OUTPUT", "port": "OFPP_IN_PORT"}]}],
              ["flowentry", "add", {"priority": 3, "match": {"dl_vlan": 5, "dl_vlan_pcp": 3},
                "actions": [{"type": "STRIP_VLAN"}, {"type": "OUTPUT", "port": "NORMAL"}]}],
              ["flowentry", "add", {"priority": 4, "match": {"dl_vlan": 65535},
                "actions": [{"type": "SET_VLAN_VID", "vlan_vid": 10}, {"type": "SET_VLAN_PCP", "vlan_pcp": 2}, {"type": "OUTPUT", "port": "FLOOD"}]}],
              ["flowentry", "add", {"priority": 5, "match": {"dl_type": 2054, "nw_proto": 1, "nw_src": "10.0.0.1", "nw_dst": "10.0.0.0/24"}, "actions": []}],
              ["flowentry", "add", {"priority": 6, "match": {"dl_type": 2048, "nw_proto": 17, "tp_dst": 53},
                "actions": [{"type": "ENQUEUE", "port": 2, "queue_id": 7}]}],
              ["flowentry", "add", {"priority": 7, "match": {"dl_type": 2048, "nw_proto": 1, "tp_src": 8, "tp_dst": 0}, "actions": [{"type": "OUTPUT", "port": "ALL"}]}],
              ["flowentry", "add", {"priority": 8, "match": {"in_port": "LOCAL"}, "actions": [{"type": "OUTPUT", "port": "LOCAL"}, {"type": "OUTPUT", "port": 1}]}],
              ["flowentry", "add", {"priority": 9, "match": {"in_port": 3}, "actions": [{"type": "OUTPUT", "port": 1}]}],
              ["flowentry", "modify", {"match": {"in_port": 3}, "actions": [{"type": "OUTPUT", "port": 2}]}],
              ["flowentry", "add", {"priority": 10, "match": {"in_port": 2}, "actions": []}],
              ["flowentry", "modify_strict", {"priority": 10, "match": {"in_port": 2}, "actions": [{"type": "OUTPUT", "port": 3}]}],
              ["flowentry", "add", {"priority": 11, "match": {"dl_type": 34525}, "actions": []}],
              ["flowentry", "delete", {"match": {"dl_type": 34525}}],
              ["flowentry", "add", {"priority": 12, "match": {"in_port": 2}, "actions": []}],
              ["flowentry", "delete_strict", {"priority": 12, "match": {"in_port": 2}}]
            ]
            """
        },
        {
            OpenFlowVersion.OpenFlow13,
            """
            [
              ["meterentry", "add", {"meter_id": 1, "flags": ["KBPS", "STATS"], "bands": [{"type": "DROP", "rate": 1000, "burst_size": 100}]}],
              ["meterentry", "add", {"meter_id": 2, "flags": "PKTPS", "bands": [{"type": "DROP", "rate": 5}]}],
              ["meterentry", "modify", {"meter_id": 2, "flags": ["PKTPS", "BURST"], "bands": [{"type": "DROP", "rate": 10, "burst_size": 20}]}],
              ["meterentry", "add", {"meter_id": 3, "flags": "KBPS", "bands": [{"type": "DROP", "rate": 1}]}],
              ["meterentry", "delete", {"meter_id": 3}],
              ["groupentry", "add", {"group_id": 1, "type": "ALL", "buckets": [{"actions": [{"type": "OUTPUT", "port": 1}]}, {"actions": [{"type": "OUTPUT", "port": 2}]}]}],
              ["groupentry", "add", {"group_id": 2, "type": "SELECT", "buckets": [{"weight": 1, "actions": [{"type": "OUTPUT", "port": 1}]},
                {"weight": 3, "actions": [{"type": "SET_FIELD", "field": "eth_dst", "value": "00:00:00:00:00:09"}, {"type": "OUTPUT", "port": 2}]}]}],
              ["groupentry", "add", {"group_id": 3, "type": "FF", "buckets": [{"watch_port": 1, "actions": [{"type": "OUTPUT", "port": 1}]},
                {"watch_group": 1, "actions": [{"type": "GROUP", "group_id": 1}]}]}],
              ["groupentry", "add", {"group_id": 4, "type": "INDIRECT", "buckets": [{"actions": [{"type": "OUTPUT", "port": 3}]}]}],
              ["groupentry", "modify", {"group_id": 4, "type": "INDIRECT", "buckets": [{"actions": [{"type": "OUTPUT", "port": 2}]}]}],
              ["groupentry", "add", {"group_id": 5}],
              ["groupentry", "delete", {"group_id": 5}],
              ["flowentry", "add", {"priority": 1, "match": {"in_port": 1, "dl_src": "00:00:00:00:00:01", "eth_dst": "00:00:00:00:00:02/ff:ff:ff:ff:ff:0f"},
                "actions": [{"type": "OUTPUT", "port": 2}, {"type": "OUTPUT", "port": "CONTROLLER", "max_len": 128}, {"type": "GROUP", "group_id": 1}]}],
              ["flowentry", "add", {"priority": 2, "cookie": 1, "cookie_mask": 1, "table_id": 1, "idle_timeout": 600, "hard_timeout": 900, "flags": 1,
                "match": {"dl_type": 2048, "nw_src": "10.0.0.0/8", "ipv4_dst": "192.168.1.1/255.255.255.0", "nw_proto": 6, "tp_src": 80, "tcp_dst": "0x50", "ip_dscp": 8},
                "actions": [{"type": "SET_FIELD", "field": "ipv4_src", "value": "10.1.1.1"}, {"type": "SET_FIELD", "field": "tcp_dst", "value": 8080},
                  {"type": "DEC_NW_TTL"}, {"type": "SET_NW_TTL", "nw_ttl": 9}, {"type": "SET_QUEUE", "queue_id": 7}, {"type": "OUTPUT", "port": "IN_PORT"}]}],
              ["flowentry", "add", {"priority": 3, "match": {"dl_vlan": 5, "vlan_pcp": 3},
                "actions": [{"type": "POP_VLAN"}, {"type": "PUSH_VLAN", "ethertype": 33024}, {"type": "SET_FIELD", "field": "vlan_vid", "value": 4196},
                  {"type": "OUTPUT", "port": "NORMAL"}]}],
              ["flowentry", "add", {"priority": 4, "match": {"vlan_vid": "0x0000"}, "actions": [{"type": "GOTO_TABLE", "table_id": 8}]}],
              ["flowentry", "add", {"priority": 5, "match": {"vlan_vid": "0x1000/0x1000"}, "actions": [{"type": "METER", "meter_id": 1}, {"type": "OUTPUT", "port": 1}]}],
              ["flowentry", "add", {"priority": 6, "match": {"dl_type": 2054, "nw_src": "10.0.0.1", "arp_tpa": "10.0.0.0/24", "arp_op": 1, "arp_sha": "00:00:00:00:00:01"}, "actions": []}],
              ["flowentry", "add", {"priority": 7, "match": {"eth_type": 34525, "ipv6_src": "fe80::1", "ipv6_dst": "2001:db8::/32", "ip_proto": 58, "icmpv6_type": 135,
                "ipv6_nd_target": "fe80::2", "ipv6_nd_sll": "00:00:00:00:00:01"}, "actions": [{"type": "OUTPUT", "port": "FLOOD"}]}],
              ["flowentry", "add", {"priority": 8, "match": {"eth_type": 34525, "ipv6_flabel": 5, "ip_ecn": 1, "ip_proto": 17, "udp_dst": 53}, "actions": []}],
              ["flowentry", "add", {"priority": 9, "match": {"eth_type": 34887, "mpls_label": 100, "mpls_tc": 2, "mpls_bos": 1},
                "actions": [{"type": "SET_MPLS_TTL", "mpls_ttl": 10}, {"type": "DEC_MPLS_TTL"}, {"type": "POP_MPLS", "ethertype": 2048}, {"type": "OUTPUT", "port": 1}]}],
              ["flowentry", "add", {"priority": 10, "match": {"metadata": "0x1/0xff", "tunnel_id": 7, "in_port": "LOCAL"},
                "actions": [{"type": "PUSH_MPLS", "ethertype": 34887}, {"type": "OUTPUT", "port": "LOCAL"}, {"type": "WRITE_METADATA", "metadata": "0xabcd", "metadata_mask": "0xffff"},
                  {"type": "GOTO_TABLE", "table_id": 3}]}],
              ["flowentry", "add", {"priority": 11, "match": {"in_port": 2}, "actions": [{"type": "CLEAR_ACTIONS"},
                {"type": "WRITE_ACTIONS", "actions": [{"type": "SET_FIELD", "field": "eth_src", "value": "00:00:00:00:00:07"}, {"type": "OUTPUT", "port": 3}]},
                {"type": "WRITE_METADATA", "metadata": 5}, {"type": "GOTO_TABLE", "table_id": 9}]}],
              ["flowentry", "add", {"priority": 12, "match": {"dl_type": 2048, "nw_proto": 1, "icmpv4_type": 8, "icmpv4_code": 0}, "actions": [{"type": "OUTPUT", "port": "ALL"}]}],
              ["flowentry", "add", {"priority": 13, "match": {"eth_type": 2048, "ip_proto": 132, "sctp_dst": 99}, "actions": [{"type": "GROUP", "group_id": 3}]}],
              ["flowentry", "add", {"priority": 14, "match": {"in_port": 3}, "actions": [{"type": "OUTPUT", "port": 1}]}],
              ["flowentry", "modify_strict", {"priority": 14, "match": {"in_port": 3}, "actions": [{"type": "OUTPUT", "port": 2}]}],
              ["flowentry", "add", {"priority": 15, "table_id": 5, "match": {}, "actions": []}],
              ["flowentry", "modify", {"table_id": 5, "match": {}, "actions": [{"type": "OUTPUT", "port": 1}]}],
              ["flowentry", "add", {"priority": 16, "table_id": 6, "match": {}, "actions": []}],
              ["flowentry", "delete", {"table_id": 6}],
              ["flowentry", "add", {"priority": 17, "match": {"in_port": 2}, "actions": []}],
              ["flowentry", "delete_strict", {"priority": 17, "match": {"in_port": 2}}]
            ]
            """
        },
    };

    public async Task InitializeAsync()
    {
        if (OvsTools.ReasonToSkip is null)
            _ovs = await OpenVSwitch.StartAsync();
    }

    [PeerTheory("osken-manager", "python3-os-ken")]
    [MemberData(nameof(Commands))]
    public async Task The_JSON_is_that_of_Ryu(OpenFlowVersion version, string commands)
    {
        await ConnectAsync(version);
        foreach (var command in JsonNode.Parse(commands)!.AsArray())
        {
            var body = command![2]!.DeepClone();
            body["dpid"] = 0xa1;
            var answer = await _client!.PostAsJsonAsync($"/stats/{command[0]}/{command[1]}", body);
            Assert.True(answer.IsSuccessStatusCode, $"{command.ToJsonString()}: {await answer.Content.ReadAsStringAsync()}");
        }

        var expected = await AskOfctlAsync(commands);
        foreach (var (name, answer) in expected.Where(each => each.Key is not ("written" or "seconds")))
        {
            var own = JsonNode.Parse(await _client!.GetStringAsync($"/stats/{name}/161"))!;
            AssertSame(Adjusted(name, answer!), name == "tablefeatures" ? Adjusted(name, own) : own, name);
        }

        // The commands had the same effect on both bridges.
        Assert.NotEmpty(expected["flow"]!["161"]!.AsArray());
        AssertSame(expected["written"]!["162"]!, expected["flow"]!["161"]!, "flows written by ofctl and by our REST");
        if (version == OpenFlowVersion.OpenFlow13)
        {
            foreach (var what in new[] { "groupdesc", "meterconfig" })
            {
                var written = JsonNode.Parse(await _client!.GetStringAsync($"/stats/{what}/162"))!;
                AssertSame(written["162"]!, expected[what]!["161"]!, $"{what} written by ofctl and by our REST");
            }
        }
    }

    /// <summary>
    /// <c>RXOFCTL_DUMP_FLOWS</c> sets how many flows, <c>RXOFCTL_DUMP_RATIO</c> how many times as fast the dump must be. Without them: 1,000, and
    /// no limit.
    /// </summary>
    [PeerTheory("osken-manager", "python3-os-ken")]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public async Task A_dump_of_many_flows_has_the_same_JSON_and_is_faster(OpenFlowVersion version)
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("RXOFCTL_DUMP_FLOWS") ?? "1000", CultureInfo.InvariantCulture);
        await ConnectAsync(version);
        var flows = string.Join('\n', Enumerable.Range(0, count).Select(index =>
            $"priority={index % 1000},tcp,nw_src=10.{index >> 8 & 255}.{index & 255}.1,tp_dst=80,actions=set_field:00:00:00:00:00:01->eth_dst,output:2"));
        using var body = new StringContent(flows);
        (await _client!.PostAsync("/api/datapaths/a1/flows", body)).EnsureSuccessStatusCode();

        var expected = await AskOfctlAsync("[]");
        var times = new List<double>();
        var own = "";
        for (var round = 0; round < 11; round++)
        {
            var start = Stopwatch.GetTimestamp();
            own = await _client.GetStringAsync("/stats/flow/161");
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        times.Sort();
        Assert.Equal(count, expected["flow"]!["161"]!.AsArray().Count);
        AssertSame(expected["flow"]!, JsonNode.Parse(own)!, "flows");
        var ratio = (double)expected["seconds"]! / times[times.Count / 2];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{count} flows: os-ken {(double)expected["seconds"]!:0.000} s, here {times[times.Count / 2]:0.000} s: {ratio:0.0} times"));
        if (Environment.GetEnvironmentVariable("RXOFCTL_DUMP_RATIO") is { } bound)
            Assert.InRange(ratio, double.Parse(bound, CultureInfo.InvariantCulture), double.MaxValue);
    }

    public async Task DisposeAsync()
    {
        if (_ofctl is not null)
            await _ofctl.DisposeAsync();
        if (_app is not null)
            await _app.DisposeAsync();
        _client?.Dispose();
        if (_ovs is not null)
            await _ovs.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    // Where we differ on purpose: see the package's page.
    private static JsonNode Adjusted(string name, JsonNode expected)
    {
        foreach (var table in name == "table" ? expected["161"]!.AsArray() : [])
        {
            if (table!["wildcards"] is not null)
            {
                table["wildcards"] = new JsonArray(
                    "IN_PORT", "DL_VLAN", "DL_SRC", "DL_DST", "DL_TYPE", "NW_PROTO", "TP_SRC", "TP_DST", "NW_SRC", "NW_DST", "DL_VLAN_PCP", "NW_TOS");
            }
        }

        // Other names of the fields of extensions; and of many tables two, which ofctl takes seconds to read.
        if (name == "tablefeatures")
        {
            var tables = expected["161"]!.AsArray();
            while (tables.Count > 2)
                tables.RemoveAt(2);
            foreach (var fields in tables.SelectMany(table => table!["properties"]!.AsArray()).Select(property => property!["oxm_ids"]).OfType<JsonArray>())
                fields.RemoveAll(field => !Specified.Contains((string)field!["type"]!) || IsNxm(field));
        }

        return expected;
    }

    // NXM_OF_IN_PORT has two bytes.
    private static bool IsNxm(JsonNode field) => (string?)field["type"] == "in_port" && (int)field["length"]! == 2;

    private static void AssertSame(JsonNode expected, JsonNode actual, string what)
    {
        var (theirs, ours) = (Canonical(expected).Split('\n'), Canonical(actual).Split('\n'));
        Assert.True(
            theirs.SequenceEqual(ours),
            $"{what}:\nos-ken {string.Join("\n       ", theirs.Except(ours))}\nhere   {string.Join("\n       ", ours.Except(theirs))}");
    }

    // Members by name, without those that go on; lists of objects in any order.
    private static string Canonical(JsonNode? node) => node switch
    {
        JsonObject members => "{" + string.Join(", ", members.Where(each => !Moving.Contains(each.Key)).OrderBy(each => each.Key, StringComparer.Ordinal)
            .Select(each => $"{JsonSerializer.Serialize(each.Key)}: {Canonical(each.Value)}")) + "}",
        JsonArray list when list.All(each => each is JsonObject) => "[" + string.Join(",\n", list.Select(Canonical).Order(StringComparer.Ordinal)) + "]",
        JsonArray list => "[" + string.Join(", ", list.Select(Canonical)) + "]",
        _ => node?.ToJsonString() ?? "null",
    };

    private async Task ConnectAsync(OpenFlowVersion version)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddOpenFlowController(options => options.Listen = ["127.0.0.1:0"]);
        builder.Services.AddOpenFlowWeb(options =>
        {
            options.ApiKeys.Add(new() { Name = "interop", Key = Key, Role = OpenFlowRoles.Operator });
            options.OnOperatorUrl = null;

            // Neither flows nor packets of the discovery.
            options.Topology = options.Topology with { InstallFlows = false, ProbePort = (_, _) => false };
        });
        _app = builder.Build();
        _app.MapOpenFlow();
        await _app.StartAsync();
        _client = new() { BaseAddress = new(_app.Urls.First()), Timeout = Limit };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);

        var controller = _app.Services.GetRequiredService<OpenFlowController>();
        var targets = new[] { $"tcp:{EndPointText.Format(controller.LocalEndPoints[0])}", $"tcp:127.0.0.1:{_port}" };
        await _ovs!.AddBridgeAsync(
            new Bridge("bra1", 0xa1) { Protocols = [version], Controllers = targets, Ports = ["p1", "p2", "p3"] },
            new Bridge("bra2", 0xa2) { Protocols = [version], Controllers = targets, Ports = ["q1", "q2", "q3"] });
        foreach (var id in new DatapathId[] { 0xa1, 0xa2 })
            await _ovs.PokeWhileAsync(controller.WaitForDatapathAsync(id, Limit));
    }

    // The answers of os-ken's ofctl.
    private async Task<JsonObject> AskOfctlAsync(string commands)
    {
        var (input, output) = (Path.Combine(_directory.FullName, "commands"), Path.Combine(_directory.FullName, "answers"));
        await File.WriteAllTextAsync(input, commands);
        _ofctl = new(
            "osken-manager",
            ["--ofp-listen-host", "127.0.0.1", "--ofp-tcp-listen-port", $"{_port}", Path.Combine(AppContext.BaseDirectory, "Web", "ofctl.py")],
            new Dictionary<string, string> { ["COMMANDS_FILE"] = input, ["ANSWERS_FILE"] = output });
        _ofctl.Release();
        using var limit = new CancellationTokenSource(Limit);
        while (!File.Exists(output))
        {
            if (!_ofctl.IsRunning)
                Assert.Fail(await _ofctl.ReadOutputAsync());
            await Task.Delay(50, limit.Token);
        }

        return JsonNode.Parse(await File.ReadAllTextAsync(output))!.AsObject();
    }
}
