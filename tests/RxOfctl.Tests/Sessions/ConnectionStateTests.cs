using RxOfctl.Protocol;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Sessions;

public class ConnectionStateTests
{
    private readonly Lab _lab = new();

    [Fact]
    public async Task A_connection_reports_its_states_from_the_handshake_to_its_end()
    {
        var changes = _lab.Record(_lab.Controller.Connections);
        var (peer, datapath) = _lab.Present(7);
        _lab.PassSeconds(1);
        peer.Disconnect();
        _lab.Settle();

        Assert.Equal(
            [
                (ConnectionState.Handshake, (DatapathId?)null, (string?)null),
                (ConnectionState.Ready, datapath.Id, null),
                (ConnectionState.Closed, datapath.Id, "it closed the connection"),
            ],
            changes.Values.Select(change => (change.State, change.DatapathId, change.Reason)));
        Assert.All(changes.Values, change => Assert.Equal(datapath.RemoteEndPoint, change.Peer));
        Assert.True(changes.Values[2].At - changes.Values[1].At >= TimeSpan.FromSeconds(1));
        Assert.False(changes.IsCompleted);

        await _lab.Controller.DisposeAsync();
        _lab.Settle();
        Assert.True(changes.IsCompleted);
    }

    [Fact]
    public void A_connection_without_a_datapath_is_reported_with_the_reason()
    {
        var changes = _lab.Record(_lab.Controller.Connections);
        ScriptedSwitch.ConnectBare(_lab.Controller);
        _lab.PassSeconds(11);

        Assert.Equal([ConnectionState.Handshake, ConnectionState.Closed], changes.Values.Select(change => change.State));
        Assert.Null(changes.Values[1].DatapathId);
        Assert.Contains("did not complete its handshake", changes.Values[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Unsubscribed_observers_get_no_more_and_one_that_throws_costs_others_no_change()
    {
        using var bad = _lab.Controller.Connections.Subscribe(_ => throw new InvalidOperationException("expected"));
        var early = _lab.Record(_lab.Controller.Connections);
        var late = _lab.Record(_lab.Controller.Connections);
        var (peer, _) = _lab.Present();
        early.Dispose();
        peer.Disconnect();
        _lab.Settle();

        Assert.Equal(2, early.Values.Count);
        Assert.Equal(3, late.Values.Count);
    }
}
