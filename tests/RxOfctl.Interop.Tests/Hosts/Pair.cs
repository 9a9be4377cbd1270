using RxOfctl.Interop.Tests.Ovs;

namespace RxOfctl.Interop.Tests.Hosts;

/// <summary>Two hosts, 10.0.0.1 at port p1 and 10.0.0.2 at port p2.</summary>
internal sealed record Pair(SimulatedHost First, SimulatedHost Second) : IAsyncDisposable
{
    public static async Task<Pair> ConnectAsync(OpenVSwitch ovs, CancellationToken cancellationToken) => new(
        new SimulatedHost(await ovs.ConnectPortAsync("p1", cancellationToken), new(0x02_00_00_00_00_01), new(10, 0, 0, 1)),
        new SimulatedHost(await ovs.ConnectPortAsync("p2", cancellationToken), new(0x02_00_00_00_00_02), new(10, 0, 0, 2)));

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
    }
}
