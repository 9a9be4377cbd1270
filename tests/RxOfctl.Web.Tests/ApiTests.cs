using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RxOfctl.Protocol;
using RxOfctl.Web.Rules;

namespace RxOfctl.Web.Tests;

public sealed class ApiTests
{
    [Fact]
    public async Task Datapaths_and_ports_are_in_the_names_of_the_specification()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();

        var page = await lab.GetAsync("/api/datapaths");
        Assert.Equal(3, page.GetProperty("total").GetInt32());
        Assert.Equal("0000000000000001", page.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal("OpenFlow 1.3", (await lab.GetAsync("/api/datapaths/1")).GetProperty("version").GetString());
        var ports = await lab.GetAsync("/api/datapaths/1/ports");
        Assert.Equal([1, 2], ports.GetProperty("items").EnumerateArray().Select(port => port.GetProperty("port_no").GetInt32()));
        await SecurityTests.AssertProblemAsync(await lab.Anonymous.GetAsync("/api/datapaths/9"), HttpStatusCode.NotFound, "0000000000000009");
        await SecurityTests.AssertProblemAsync(await lab.Anonymous.GetAsync("/api/datapaths/zz"), HttpStatusCode.BadRequest, "hexadecimal");
    }

    [Fact]
    public async Task Flows_are_added_modified_selected_and_deleted_in_the_notation_of_ovs_ofctl()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        await SendAsync(HttpMethod.Post, "# two flows\npriority=5,tcp,tp_dst=80,actions=output:2\ntable=1,priority=6,udp,actions=drop\n");
        Assert.Equal(["priority=5,tcp,tp_dst=80 actions=output:2"], await FlowsAsync("?filter=tcp"));
        Assert.Equal(["table=1, priority=6,udp actions=drop"], await FlowsAsync("?filter=table=1"));

        await SendAsync(HttpMethod.Patch, "tcp,actions=output:1");
        Assert.Equal(["priority=5,tcp,tp_dst=80 actions=output:1"], await FlowsAsync("?filter=tcp"));
        await SendAsync(HttpMethod.Delete, "priority=4,tcp,tp_dst=80");
        Assert.Single(await FlowsAsync("?filter=tcp"));
        await SendAsync(HttpMethod.Delete, "priority=5,tcp,tp_dst=80");
        Assert.Empty(await FlowsAsync("?filter=tcp"));

        async Task SendAsync(HttpMethod method, string flows)
        {
            using var request = new HttpRequestMessage(method, "/api/datapaths/1/flows") { Content = new StringContent(flows) };
            var answer = await lab.Operator.SendAsync(request);
            Assert.True(answer.StatusCode == HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
        }

        async Task<IEnumerable<string?>> FlowsAsync(string query) => (await lab.GetAsync("/api/datapaths/1/flows" + query)).GetProperty("items")
            .EnumerateArray().Select(flow => flow.GetProperty("flow").GetString()).ToList();
    }

    [Fact]
    public async Task Messages_of_the_specification_in_JSON_are_taken_too()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        using var content = new StringContent(
            """[{"$type":"flow_mod","priority":9,"match":{"in_port":1},"instructions":[{"$type":"apply_actions","actions":[{"$type":"output","port":2}]}]}]""",
            Encoding.UTF8,
            "application/json");
        var answer = await lab.Operator.PostAsync("/api/datapaths/1/flows", content);
        Assert.True(answer.StatusCode == HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
        Assert.Contains(lab.Network.Switch("s1").Flows, flow => flow.Priority == 9);
    }

    [Fact]
    public async Task Groups_and_meters_are_added_listed_and_deleted()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        await PostAsync("groups", "group_id=1,type=select,bucket=actions=output:1,bucket=actions=output:2");
        await PostAsync("meters", "meter=1,kbps,band=type=drop,rate=1000");

        Assert.Equal(1, (await lab.GetAsync("/api/datapaths/1/groups")).GetProperty("items")[0].GetProperty("group_id").GetInt32());
        Assert.StartsWith("meter=1", (await lab.GetAsync("/api/datapaths/1/meters")).GetProperty("items")[0].GetProperty("meter").GetString(), StringComparison.Ordinal);

        async Task PostAsync(string what, string text)
        {
            var answer = await lab.Operator.PostAsync($"/api/datapaths/1/{what}", new StringContent(text));
            Assert.True(answer.StatusCode == HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task What_a_datapath_refuses_has_the_name_of_the_OpenFlow_error()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        var answer = await lab.Operator.PostAsync("/api/datapaths/1/flows", new StringContent("priority=1,actions=group:77"));
        var problem = await SecurityTests.AssertProblemAsync(answer, HttpStatusCode.UnprocessableEntity, "");
        Assert.Equal("OFPBAC_BAD_OUT_GROUP", problem.GetProperty("error").GetString());
    }

    [Fact]
    public async Task What_is_not_in_the_notation_is_refused_with_the_position()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        var answer = await lab.Operator.PostAsync("/api/datapaths/1/flows", new StringContent("priority=1,tpc,actions=drop"));
        var problem = await SecurityTests.AssertProblemAsync(answer, HttpStatusCode.BadRequest, "tpc");
        Assert.Equal(11, problem.GetProperty("position").GetInt32());
    }

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public async Task The_role_of_the_controller_can_be_set(OpenFlowVersion version)
    {
        await using var lab = await WebLab.StartWithSwitchesAsync(version);
        var answer = await lab.Operator.PostAsJsonAsync("/stats/role", new { dpid = 1, role = "EQUAL" });
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        Assert.NotNull(lab.Controller.GetDatapath(1));
    }

    [Fact]
    public async Task What_a_version_lacks_is_not_implemented()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync(OpenFlowVersion.OpenFlow10);
        var problem = await SecurityTests.AssertProblemAsync(await lab.Anonymous.GetAsync("/api/datapaths/1/meters"), HttpStatusCode.NotImplemented, "");
        Assert.Equal("OpenFlow 1.0", problem.GetProperty("version").GetString());
    }

    [Fact]
    public async Task Lists_are_pages()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        var first = await lab.GetAsync("/api/datapaths?limit=2");
        Assert.Equal((2, 3), (first.GetProperty("items").GetArrayLength(), first.GetProperty("total").GetInt32()));
        var second = await lab.GetAsync(first.GetProperty("next").GetString()!);
        Assert.Equal("0000000000000003", Assert.Single(second.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        await SecurityTests.AssertProblemAsync(await lab.Anonymous.GetAsync("/api/datapaths?limit=-1"), HttpStatusCode.BadRequest, "limit");
    }

    [Fact]
    public async Task A_client_that_has_the_answer_is_not_sent_it_again()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        var answer = await lab.Anonymous.GetAsync("/api/datapaths");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/datapaths");
        request.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await lab.Anonymous.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Desired_rules_are_put_patched_and_kept_true()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        var rule = new { flow = "priority=7,in_port=1,actions=output:2", datapath = "1" };
        Assert.Equal(HttpStatusCode.NoContent, (await lab.Operator.PutAsJsonAsync("/api/rules", new { rules = new[] { rule } })).StatusCode);
        await InstalledAsync(1);
        Assert.Contains(lab.Network.Switch("s1").Flows, flow => flow.Priority == 7);

        var patch = new { add = new[] { new { flow = "priority=8,actions=drop" } } };
        Assert.Equal(HttpStatusCode.NoContent, (await lab.Operator.PatchAsJsonAsync("/api/rules", patch)).StatusCode);
        await InstalledAsync(4);
        Assert.All(lab.Network.Switches, each => Assert.Contains(each.Flows, flow => flow.Priority == 8));
        Assert.Equal(2, (await lab.GetAsync("/api/rules")).GetProperty("rules").GetArrayLength());

        Assert.Equal(HttpStatusCode.NoContent, (await lab.Operator.PatchAsJsonAsync("/api/rules", new { remove = new[] { rule } })).StatusCode);
        Assert.Equal(1, (await lab.GetAsync("/api/rules")).GetProperty("rules").GetArrayLength());

        Task InstalledAsync(int count) => WebLab.UntilAsync(async () => (await lab.GetAsync("/api/rules/status")).GetProperty("items").EnumerateArray()
            .Count(each => each.GetProperty("state").GetString() == "installed") == count);
    }

    [Fact]
    public async Task Rules_that_were_changed_meanwhile_are_not_overwritten()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        var tag = (await lab.Anonymous.GetAsync("/api/rules")).Headers.ETag!;
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(tag)).StatusCode);
        await SecurityTests.AssertProblemAsync(await PutAsync(tag), HttpStatusCode.PreconditionFailed, "ETag");
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(EntityTagHeaderValue.Any)).StatusCode);

        Task<HttpResponseMessage> PutAsync(EntityTagHeaderValue match)
        {
            var request = new HttpRequestMessage(HttpMethod.Put, "/api/rules") { Content = JsonContent.Create(new { rules = Array.Empty<object>() }) };
            request.Headers.IfMatch.Add(match);
            return lab.Operator.SendAsync(request);
        }
    }

    [Fact]
    public async Task A_plan_says_what_rules_would_change_and_changes_nothing()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        var answer = await lab.Operator.PostAsJsonAsync("/api/rules/plan", new { rules = new[] { new { flow = "priority=7,actions=drop", datapath = "2" } } });
        var plans = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal([0, 1, 0], plans.EnumerateArray().Select(plan => plan.GetProperty("adds").GetArrayLength()));
        Assert.DoesNotContain(lab.Network.Switch("s2").Flows, flow => flow.Priority == 7);
    }

    [Fact]
    public void Rules_are_kept_in_a_file()
    {
        var directory = Directory.CreateTempSubdirectory("rxofctl-rules-");
        var options = new OpenFlowWebOptions { RulesFile = Path.Combine(directory.FullName, "rules.json") };
        using var controller = new OpenFlowController(new());
        using (var store = new DesiredRuleStore(controller, options))
            store.AddOrUpdate([new RuleEntry("cookie=0x5,table=1,priority=7,tcp,actions=output:2", "1", Renew: true).ToRule(), new RuleEntry("actions=drop").ToRule()]);
        using (var again = new DesiredRuleStore(controller, options))
        {
            Assert.Equal(["cookie=0x5, table=1, priority=7,tcp actions=output:2", "actions=drop"], again.Rules.Items.Select(rule => $"{rule}").OrderDescending(StringComparer.Ordinal));
            Assert.Equal(1, again.Rules.Items.Count(rule => rule.Renew && rule.Datapaths.Id == new DatapathId(1)));
        }

        File.WriteAllText(options.RulesFile, "[{\"flow\":\"nonsense=1\"}]");
        var wrong = Assert.Throws<InvalidDataException>(() => new DesiredRuleStore(controller, options));
        Assert.Contains(options.RulesFile, wrong.Message, StringComparison.Ordinal);
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Links_and_hosts_are_found_and_Ryu_has_them_too()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        await WebLab.UntilAsync(async () => (await lab.GetAsync("/api/links")).GetProperty("total").GetInt32() == 4);
        Assert.Equal(4, (await lab.GetAsync("/v1.0/topology/links")).GetArrayLength());
        Assert.Equal(1, (await lab.GetAsync("/v1.0/topology/links/0000000000000001")).GetArrayLength());
        await lab.Operator.PostAsync("/api/datapaths/1/flows", new StringContent("priority=0,actions=controller"));
        await WebLab.UntilAsync(async () =>
        {
            lab.Network.Host("h1").Announce();
            return (await lab.GetAsync("/api/hosts")).GetProperty("total").GetInt32() == 1;
        });
        Assert.Equal("00:00:00:00:00:01", (await lab.GetAsync("/v1.0/topology/hosts"))[0].GetProperty("mac").GetString());
        Assert.Equal(3, (await lab.GetAsync("/v1.0/topology/switches")).GetArrayLength());
    }

    [Fact]
    public async Task Prometheus_gets_every_metric_that_the_Grafana_dashboard_shows()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        await lab.GetAsync("/stats/desc/1");
        var metrics = await lab.Anonymous.GetStringAsync("/metrics");
        var dashboard = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "grafana-dashboard.json"));
        JsonDocument.Parse(dashboard).Dispose();
        var shown = Regex.Matches(dashboard, "rxofctl_[a-z_]+").Select(match => match.Value).Distinct().ToList();
        Assert.Equal(5, shown.Count);
        Assert.All(shown, name => Assert.Matches($"(?m)^{name}[ {{]", metrics));
    }

    [Fact]
    public async Task The_OpenAPI_document_has_all_paths_and_the_names_of_the_JSON()
    {
        await using var lab = await WebLab.StartAsync();
        var document = await lab.GetAsync("/openapi/openflow.json");
        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        Assert.Contains("/stats/flow/{dpid}", paths);
        Assert.Contains("/v1.0/topology/links", paths);
        Assert.Contains("/api/rules", paths);
        Assert.Contains("/api/datapaths/{datapath}/flows", paths);
        var entry = document.GetProperty("components").GetProperty("schemas").GetProperty("DatapathEntry").GetProperty("properties");
        Assert.True(entry.TryGetProperty("connected_to", out _));

        var page = await lab.Anonymous.GetStringAsync("/scalar");
        Assert.DoesNotContain("cdn.", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_audit_log_is_for_operators()
    {
        await using var lab = await WebLab.StartWithSwitchesAsync();
        await lab.Operator.PostAsync("/api/datapaths/1/flows", new StringContent("actions=drop"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await lab.Anonymous.GetAsync("/api/audit")).StatusCode);
        var entries = await lab.Operator.GetFromJsonAsync<JsonElement>("/api/audit");
        Assert.Equal("actions=drop", entries.GetProperty("items")[0].GetProperty("detail").GetString());
        Assert.Single(lab.App.Services.GetRequiredService<Security.AuditLog>().Entries);
    }
}
