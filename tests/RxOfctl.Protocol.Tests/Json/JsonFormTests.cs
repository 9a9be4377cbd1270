using System.Text.Json;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Json;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Protocol.Tests.Json;

/// <summary>The form that messages have in JSON, by example.</summary>
public class JsonFormTests
{
    [Fact]
    public void A_flow_mod_has_the_names_of_the_specification()
    {
        var mod = FlowMod.Parse("table=1,priority=10,tcp,nw_dst=10.0.0.0/8,in_port=LOCAL,send_flow_rem,actions=output:2,controller,goto_table:3");

        Assert.Equal(
            """
            {"$type":"flow_mod","cookie":0,"cookie_mask":0,"table_id":1,"command":"add","idle_timeout":0,"hard_timeout":0,"priority":10,
            "buffer_id":4294967295,"out_port":"any","out_group":"any","flags":["send_flow_rem"],"importance":0,
            "match":{"in_port":"local","eth_type":2048,"ipv4_dst":{"value":"10.0.0.0","mask":"255.0.0.0"},"ip_proto":6},
            "instructions":[{"$type":"apply_actions","actions":[{"$type":"output","port":2,"max_len":0},
            {"$type":"output","port":"controller","max_len":65535}]},{"$type":"goto_table","table_id":3}]}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(mod, OpenFlowJson.Options));
    }

    [Fact]
    public void The_form_is_the_same_by_any_static_type_and_any_options()
    {
        var mod = FlowMod.Parse("in_port=1,actions=output:2");
        var json = JsonSerializer.Serialize(mod, OpenFlowJson.Options);

        Assert.Equal(json, JsonSerializer.Serialize<OpenFlowMessage>(mod));
        Assert.Equal(json, JsonSerializer.Serialize<object>(mod));
        Assert.Equal(json, JsonSerializer.Serialize(mod, JsonSerializerOptions.Web));
        Assert.Equal(json, JsonSerializer.Serialize(mod, SourceGenerated.Default.FlowMod));
        Assert.Equal(mod, JsonSerializer.Deserialize(json, SourceGenerated.Default.OpenFlowMessage));
        Assert.Equal(mod, JsonSerializer.Deserialize<FlowMod>(json));
    }

    [Fact]
    public void What_is_left_out_is_as_in_a_new_record_and_the_kind_may_stand_anywhere()
    {
        Assert.Equal(
            new FlowMod { Priority = 5, Match = [Oxm.InPort.Is(1)] },
            JsonSerializer.Deserialize<OpenFlowMessage>("""{"match":{"in_port":"1"},"priority":5,"$type":"flow_mod"}"""));
        Assert.Equal(new GotoTable(3), JsonSerializer.Deserialize<GotoTable>("""{"table_id":3}"""));
    }

    [Theory]
    [InlineData("""{"tabel_id":3}""", "flow_mod has no member tabel_id")]
    [InlineData("""{"priority":65536}""", "flow_mod.priority")]
    [InlineData("""{"priority":null}""", "flow_mod.priority: It cannot be null")]
    [InlineData("""{"match":{"in_prt":1}}""", "flow_mod.match: No field has the name in_prt")]
    [InlineData("""{"match":{"eth_dst":"1:2"}}""", "flow_mod.match: eth_dst")]
    [InlineData("""{"match":{"vlan_pcp":8}}""", "flow_mod.match: vlan_pcp: It has 3 bits")]
    [InlineData("""{"match":{"in_port":1,"in_port":1}}""", "given twice")]
    [InlineData("""{"flags":["emergency"]}""", "flow_mod.flags: emergency is not one of check_overlap")]
    [InlineData("""{"$type":"group_mod"}""", "This is group_mod, not flow_mod")]
    [InlineData("""{"instructions":[{"table_id":1}]}""", "A Instruction says what it is in $type")]
    [InlineData("""{"instructions":[{"$type":"go"}]}""", "No Instruction is of the $type go")]
    [InlineData("[]", "flow_mod is an object")]
    public void What_is_wrong_is_named(string json, string expected)
    {
        var exception = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FlowMod>(json, OpenFlowJson.Options));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_have_names_are_names_and_all_others_are_numbers()
    {
        Assert.Equal("\"00000000000000a1\"", JsonSerializer.Serialize(new DatapathId(0xa1)));
        Assert.Equal("3", JsonSerializer.Serialize(new TableId(3)));
        Assert.Equal("\"all\"", JsonSerializer.Serialize(TableId.All));
        Assert.Equal("99", JsonSerializer.Serialize(new MeterId(99)));
        Assert.Equal("\"controller\"", JsonSerializer.Serialize(MeterId.Controller));
        Assert.Equal("\"any\"", JsonSerializer.Serialize(GroupId.Any));
        Assert.Equal("\"0a0b\"", JsonSerializer.Serialize(ByteString.FromHex("0a0b")));
        Assert.Equal("\"in_port\"", JsonSerializer.Serialize(PortNumber.InPort));
        Assert.Equal(PortNumber.Local, JsonSerializer.Deserialize<PortNumber>("4294967294"));
        Assert.Equal("""{"00000000000000a1":1}""", JsonSerializer.Serialize(new Dictionary<DatapathId, TableId> { [0xa1] = 1 }));
        Assert.Equal(1, (int)JsonSerializer.Deserialize<Dictionary<DatapathId, int>>("""{"00000000000000a1":1}""")![0xa1]);
    }

    [Fact]
    public void Lists_and_statistics_of_flows_are_read_by_themselves()
    {
        ValueList<OpenFlowAction> actions = [new OutputAction(2) { MaxLen = 0 }, new PopVlanAction()];
        var json = JsonSerializer.Serialize(actions);

        Assert.Equal("""[{"$type":"output","port":2,"max_len":0},{"$type":"pop_vlan"}]""", json);
        Assert.Equal(actions, JsonSerializer.Deserialize<ValueList<OpenFlowAction>>(json));
        var stats = new FlowStats { TableId = 2, DurationSec = 3, DurationNsec = 7, PacketCount = 4, ByteCount = 240 };
        Assert.Contains(
            "\"stats\":[{\"duration\":{\"sec\":3,\"nsec\":7}},{\"packet_count\":4},{\"byte_count\":240}]", JsonSerializer.Serialize(stats), StringComparison.Ordinal);
    }

    [Fact]
    public void Actions_are_within_one_another_as_deep_as_the_codec_allows()
    {
        var mod = FlowMod.Parse($"actions={string.Concat(Enumerable.Repeat("clone(", 32))}output:1{new string(')', 32)}");

        Assert.Equal(mod, JsonSerializer.Deserialize<FlowMod>(JsonSerializer.Serialize(mod, OpenFlowJson.Options), OpenFlowJson.Options));
    }
}

/// <summary>A context of System.Text.Json's source generator, as an application that is compiled ahead of time has it.</summary>
[JsonSerializable(typeof(OpenFlowMessage))]
[JsonSerializable(typeof(FlowMod))]
internal sealed partial class SourceGenerated : JsonSerializerContext;
