using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Nicira;

namespace RxOfctl.Protocol.Tests.Nicira;

public class RecordedNiciraTests
{
    [RecordedTheory]
    [InlineData("of10")]
    [InlineData("of13")]
    public void Every_recorded_flow_of_Open_vSwitch_has_typed_actions_and_fields_and_encodes_to_the_same_bytes(string version)
    {
        foreach (var (name, bytes) in RecordedVectors.Of(version).Where(vector => vector.Name.StartsWith("ovs-ofctl", StringComparison.Ordinal)))
        {
            var message = OpenFlowCodec.Decode(bytes, out var xid);
            var (match, actions) = message switch
            {
                FlowMod mod => (mod.Match, mod.Actions),
                _ => throw new InvalidOperationException($"{name} is a {message.GetType().Name}"),
            };
            Assert.DoesNotContain(match, field => field.Type.IsUnknown);
            // A traffic class of 10 is none of the field's, which has three bits.
            if (!name.EndsWith("-of10-action_set_mpls_tc", StringComparison.Ordinal))
                Assert.DoesNotContain(Nested(actions), action => action is ExperimenterAction or UnknownAction);
            Assert.Equal(Convert.ToHexStringLower(bytes), Convert.ToHexStringLower(OpenFlowCodec.Encode(message, (OpenFlowVersion)bytes[0], xid)));
        }
    }

    private static IEnumerable<OpenFlowAction> Nested(IEnumerable<OpenFlowAction> actions) =>
        actions.SelectMany(action => action is CtAction ct ? Nested(ct.Actions).Prepend(action) : [action]);
}
