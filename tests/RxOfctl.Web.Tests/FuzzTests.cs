using System.Net;
using System.Text;

namespace RxOfctl.Web.Tests;

/// <summary>What a client sends that is not what is expected is answered with a problem, never with a fault of the program.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 400;

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1", "65536", "4294967296", "18446744073709551616", "1e400", "\"\"", "\"0x\"", "\"LOCAL\"", "\"OFPP_ANY\"",
        "\"10.0.0.0/33\"", "\"10.0.0.0/255.0.255.0\"", "\"fe80::/129\"", "\"::/0\"", "\"zz:zz\"", "[]", "{}", "[null]", "[[]]", "[{}]",
        "[{\"type\":null}]", "[{\"type\":\"OUTPUT\",\"port\":{}}]", "[{\"type\":\"SET_FIELD\",\"field\":\"eth_src\",\"value\":\"1\"}]",
        "{\"a\":{\"b\":[1,2,{\"c\":null}]}}", "\"\\u0000\"", "\"\\ud800\"", "{\"\\ud800\":1}",
    ];

    private static readonly string[] Names =
    [
        "dpid", "priority", "match", "actions", "table_id", "cookie", "flags", "buffer_id", "out_port", "group_id", "type", "buckets", "meter_id",
        "bands", "port_no", "config", "mask", "role", "experimenter", "data", "data_type", "in_port", "dl_type", "nw_src", "tp_src", "dl_vlan",
        "rules", "add", "remove", "flow", "datapath", "$type", "instructions",
    ];

    private static readonly (string Method, string Path)[] Requests =
    [
        ("POST", "/stats/flowentry/add"), ("POST", "/stats/flowentry/delete_strict"), ("POST", "/stats/flowentry/none"), ("POST", "/stats/groupentry/add"),
        ("POST", "/stats/meterentry/modify"), ("POST", "/stats/portdesc/modify"), ("POST", "/stats/role"), ("POST", "/stats/experimenter/1"),
        ("POST", "/stats/flow/1"), ("POST", "/stats/aggregateflow/1"), ("PUT", "/api/rules"), ("PATCH", "/api/rules"), ("POST", "/api/rules/plan"),
        ("POST", "/api/datapaths/1/flows"), ("DELETE", "/api/datapaths/1/groups"), ("PATCH", "/api/datapaths/1/meters"),
    ];

    private static readonly string[] Paths =
    [
        "/stats/flow/{0}", "/stats/port/1/{0}", "/stats/queue/1/{0}/{0}", "/stats/meter/1/{0}", "/stats/groupdesc/1/{0}", "/v1.0/topology/links/{0}",
        "/api/datapaths/{0}", "/api/datapaths/1/flows?filter={0}", "/api/datapaths?offset={0}", "/api/datapaths?limit={0}", "/api/events?cache={0}",
        "/api/events?cache=links&datapath={0}", "/login?token={0}",
    ];

    [Theory]
    [InlineData(Protocol.OpenFlowVersion.OpenFlow10, 1)]
    [InlineData(Protocol.OpenFlowVersion.OpenFlow13, 2)]
    [InlineData(Protocol.OpenFlowVersion.OpenFlow15, 3)]
    public async Task Bodies(Protocol.OpenFlowVersion version, int seed)
    {
        await using var lab = await WebLab.StartWithSwitchesAsync(version);
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var (method, path) = Requests[random.Next(Requests.Length)];
            var body = Body(random);
            using var request = new HttpRequestMessage(new(method), path)
            {
                Content = new StringContent(body, Encoding.UTF8, random.Next(3) == 0 ? "text/plain" : "application/json"),
            };
            using var answer = await lab.Operator.SendAsync(request);
            await AssertAnsweredAsync(answer, $"{method} {path} {body}");
            Assert.True(lab.Controller.GetDatapath(1) is not null, $"The datapath is gone after {method} {path} {body}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.Equal(HttpStatusCode.OK, (await lab.Operator.GetAsync("/stats/flow/1")).StatusCode);
    }

    [Fact]
    public async Task Paths_and_queries()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        string[] values =
        [
            "", "0", "-1", "1", "0x1", "0xfffffffffffffffff", "99999999999999999999", "ALL", "..", "%00", "%ff", "%F0%9F%92%A9", "a/b", "'", "\"", "<script>",
            "table%3D1,tcp", "in_port%3D", "nw_src%3D1.2.3.4.5", new string('9', 3_000), "links,flows,", "{0}", "%250a",
        ];
        foreach (var path in Paths)
        {
            foreach (var value in values)
            {
                var url = path.Replace("{0}", value, StringComparison.Ordinal);
                using var request = new HttpRequestMessage(HttpMethod.Get, url);
                using var answer = await lab.Anonymous.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                await AssertAnsweredAsync(answer, url);
            }
        }
    }

    // A fault is 500; refusals of the datapath and what a version lacks are 422, 501 and 502.
    private static async Task AssertAnsweredAsync(HttpResponseMessage answer, string what)
    {
        Assert.True(answer.StatusCode != HttpStatusCode.InternalServerError, what);
        if ((int)answer.StatusCode < 400 || answer.Content.Headers.ContentLength == 0)
            return;
        Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{what}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static string Body(Random random)
    {
        switch (random.Next(8))
        {
            case 0:
                return Values[random.Next(Values.Length)];
            case 1:
                return new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(32, 127))]);
            case 2:
                return string.Concat(Enumerable.Repeat("[", 2_000));
            default:
                var members = Enumerable.Range(0, random.Next(1, 6)).Select(_ => $"\"{Names[random.Next(Names.Length)]}\":{Value(random, 0)}");
                return $"{{\"dpid\":1,\"flow\":\"actions=drop\",{string.Join(',', members)}}}";
        }
    }

    private static string Value(Random random, int depth) => depth < 3 && random.Next(3) == 0
        ? $"{{{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{Names[random.Next(Names.Length)]}\":{Value(random, depth + 1)}"))}}}"
        : Values[random.Next(Values.Length)];
}
