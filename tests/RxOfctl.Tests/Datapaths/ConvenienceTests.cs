using System.Reactive.Linq;
using System.Reactive.Subjects;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Tests.Caching;

namespace RxOfctl.Tests.Datapaths;

public class ConvenienceTests
{
    private readonly Lab _lab = new();

    [Fact]
    public void A_command_is_subscribed_by_its_end()
    {
        var (peer, datapath) = _lab.Present();
        peer.Expect<FlowMod>().Error(OpenFlowError.FlowModFailedOverlap);
        var ends = new List<string>();
        datapath.SendMsg(new FlowMod()).Subscribe(() => ends.Add("done"), error => ends.Add(error.GetType().Name));
        datapath.SendMsg(new FlowMod()).Subscribe(onError: error => ends.Add(error.GetType().Name), onCompleted: () => ends.Add("done"));
        _lab.Settle();
        Assert.Equal([nameof(OpenFlowErrorException), "done"], ends);
    }

    [Fact]
    public void A_master_is_elected_with_the_next_generation()
    {
        var (peer, datapath) = _lab.Present();
        var generation = 41ul;
        peer.Always<RoleRequest>(request => request.Role == ControllerRole.NoChange)
            .Reply(_ => new RoleReply { Role = ControllerRole.Equal, GenerationId = generation });
        peer.Always<RoleRequest>(request => request.Role == ControllerRole.Master)
            .Reply(request => new RoleReply { Role = request.Role, GenerationId = request.GenerationId });
        // Another controller is elected between the two requests of the first attempt.
        peer.Expect<RoleRequest>(request => request.Role == ControllerRole.Master).Do(_ => generation = 50).Error(OpenFlowError.RoleRequestFailedStale);
        var role = _lab.Record(datapath.BecomeMaster());
        _lab.Settle();

        Assert.Equal(51ul, Assert.Single(role.Values).GenerationId);
        var elections = peer.ReceivedOf<RoleRequest>().Where(request => request.Role == ControllerRole.Master);
        Assert.Equal([42ul, 51ul], elections.Select(request => request.GenerationId));
        generation = ulong.MaxValue;
        var unset = _lab.Record(datapath.BecomeMaster());
        _lab.Settle();
        Assert.Equal(0ul, Assert.Single(unset.Values).GenerationId);
    }

    [Fact]
    public void A_master_is_not_elected_if_another_controller_is_always_ahead()
    {
        var (peer, datapath) = _lab.Present();
        peer.Always<RoleRequest>().Error(OpenFlowError.RoleRequestFailedStale);
        peer.Always<RoleRequest>(request => request.Role == ControllerRole.NoChange).Reply(new RoleReply { GenerationId = 1 });
        var role = _lab.Record(datapath.BecomeMaster());
        _lab.Settle();
        Assert.IsType<StaleGenerationException>(role.Error);
        Assert.Equal(4, peer.ReceivedOf<RoleRequest>().Count);
    }

    [Fact]
    public async Task A_stream_is_read_with_await_foreach()
    {
        var source = new Subject<int>();
        var seen = new List<int>();
        var reading = ReadAsync();
        source.OnNext(1);
        source.OnNext(2);
        source.OnCompleted();
        await reading;
        Assert.Equal([1, 2], seen);

        var failing = Observable.Return(1).Concat(Observable.Throw<int>(new FormatException())).ToAsyncEnumerable();
        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (var value in failing)
                seen.Add(value);
        });
        Assert.Equal([1, 2, 1], seen);

        async Task ReadAsync()
        {
            await foreach (var value in source.ToAsyncEnumerable())
                seen.Add(value);
        }
    }

    [Fact]
    public async Task Leaving_the_loop_unsubscribes_and_a_capacity_keeps_the_newest()
    {
        using var source = new ReplaySubject<int>();
        for (var value = 0; value < 10; value++)
            source.OnNext(value);
        await foreach (var value in source.ToAsyncEnumerable(capacity: 3))
        {
            Assert.Equal(7, value);
            Assert.True(source.HasObservers);
            break;
        }

        Assert.False(source.HasObservers);
        Assert.Throws<ArgumentOutOfRangeException>(() => { source.ToAsyncEnumerable(0); });
    }

    [Fact]
    public async Task A_cache_is_read_with_await_foreach()
    {
        var cache = Item.Cache(Item.A);
        var seen = new List<string>();
        await foreach (var changes in cache.ToAsyncEnumerable())
        {
            seen.Add(Item.Text(changes));
            if (seen.Count == 1)
                cache.AddOrUpdate(Item.C);
            else
                cache.Dispose();
        }

        Assert.Equal(["+1=a", "+2=c"], seen);
    }
}
