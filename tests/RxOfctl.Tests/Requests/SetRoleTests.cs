using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Tests.Requests;

/// <summary>Roles, in each form.</summary>
public class SetRoleTests
{
    private readonly Lab _lab = new();

    public static TheoryData<Form> Forms => [Form.Observable, Form.Async, Form.Blocking];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_role_is_requested_with_its_generation(Form form)
    {
        var (peer, datapath) = _lab.Present();
        peer.Always<RoleRequest>().Reply(request => new RoleReply { Role = request.Role, GenerationId = request.GenerationId });
        var asked = Ask.Role(ControllerRole.Master, 8).Start(_lab, datapath, form);
        _lab.Settle();

        asked.AssertValues([new RoleReply { Role = ControllerRole.Master, GenerationId = 8 }]);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_stale_generation_has_its_own_exception(Form form)
    {
        var (peer, datapath) = _lab.Present();
        peer.Always<RoleRequest>().Error(OpenFlowError.RoleRequestFailedStale);
        var asked = Ask.Role(ControllerRole.Slave, 7).Start(_lab, datapath, form);
        _lab.Settle();

        var error = asked.AssertError<StaleGenerationException>();
        Assert.Equal((ControllerRole.Slave, 7ul), (error.Role, error.GenerationId));
        Assert.Equal(OpenFlowError.RoleRequestFailedStale, Assert.Single(error.Errors).Error);
        Assert.Equal(0, datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Any_other_error_is_an_OpenFlowErrorException(Form form)
    {
        var (peer, datapath) = _lab.Present();
        peer.Always<RoleRequest>().Error(OpenFlowError.RoleRequestFailedUnsup);
        var asked = Ask.Role(ControllerRole.Master, 7).Start(_lab, datapath, form);
        _lab.Settle();

        asked.AssertError<OpenFlowErrorException>();
    }

    [Theory]
    [InlineData(Form.Observable, OpenFlowVersion.OpenFlow10, ControllerRole.Master)]
    [InlineData(Form.Async, OpenFlowVersion.OpenFlow10, ControllerRole.Slave)]
    [InlineData(Form.Blocking, OpenFlowVersion.OpenFlow11, ControllerRole.Equal)]
    public void The_same_request_is_used_in_versions_without_roles(Form form, OpenFlowVersion version, ControllerRole role)
    {
        var (peer, datapath) = _lab.Present(1, version);
        peer.Always<RoleRequest>().Reply(request => new RoleReply { Role = request.Role });
        var asked = Ask.Role(role, 0).Start(_lab, datapath, form);
        _lab.Settle();

        asked.AssertValues([new RoleReply { Role = role }]);
        Assert.Equal(role, Assert.Single(peer.ReceivedOf<RoleRequest>()).Role);
    }

    [Theory]
    [InlineData(ControllerRole.Master, 1)]
    [InlineData(ControllerRole.NoChange, 0)]
    public void Messages_that_a_version_cannot_express_are_refused(ControllerRole role, ulong generationId)
    {
        var (peer, datapath) = _lab.Present(1, OpenFlowVersion.OpenFlow10);
        var before = peer.Received.Count;
        var asked = Ask.Role(role, generationId).Start(_lab, datapath, Form.Observable);
        _lab.Settle();

        Assert.IsType<UnsupportedByVersionException>(asked.AssertError<InvalidMessageException>().InnerException);
        Assert.Equal(before, peer.Received.Count);
    }

    [Fact]
    public void A_role_status_is_delivered_even_if_its_transaction_id_is_that_of_a_request()
    {
        var (peer, datapath) = _lab.Present(1, OpenFlowVersion.OpenFlow14);
        var (older, _) = _lab.Present(2, OpenFlowVersion.OpenFlow13);
        var messages = _lab.Record(_lab.Controller.Messages.OfMessage<OpenFlowMessage>());
        var status = new RoleStatus { Role = ControllerRole.Slave, GenerationId = 9 };
        var olderStatus = new RoleStatus { Role = ControllerRole.Slave, GenerationId = 7, Reason = RoleStatusReason.Config };
        peer.Expect<FlowMod>().Reply(status);
        var asked = Ask.Command(new FlowMod()).Start(_lab, datapath, Form.Observable);
        older.Send(olderStatus);
        _lab.Settle();

        asked.AssertValues([System.Reactive.Unit.Default]);
        Assert.Equal(
            [status, olderStatus],
            messages.Values.Select(each => each.Message).OrderByDescending(message => ((RoleStatus)message).GenerationId));
    }
}
