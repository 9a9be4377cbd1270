using System.Globalization;
using System.Runtime.InteropServices;
using RxOfctl.Protocol.Messages;
using RxOfctl.Tests.Connections;

namespace RxOfctl.Tests.Hostile;

/// <summary>The operating system refuses what an event loop needs.</summary>
public sealed class EventLoopFailureTests : HostileTest
{
    [Fact]
    public async Task A_loop_that_cannot_wait_ends_its_connections_and_nothing_else()
    {
        await using var controller = OpenFlowController.Listen(Options);
        await UseSocketsAsync();
        var before = EventPolls();
        using var first = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
        await first.ShakeHandsAsync(1, Limit);
        using var second = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
        await second.ShakeHandsAsync(2, Limit);
        var loops = EventPolls().Except(before).ToList();
        Assert.NotEmpty(loops);

        // The descriptor of every loop becomes that of something which cannot be waited for. A wait that has begun ends with the next
        // event.
        using (var other = File.OpenHandle("/dev/null"))
            loops.ForEach(loop => Assert.Equal(loop, dup2((int)other.DangerousGetHandle(), loop)));
        await SendUntilClosedAsync(first, [1, 3, 0, 8, 0, 0, 0, 0], times: 1);
        await SendUntilClosedAsync(second, [1, 3, 0, 8, 0, 0, 0, 0], times: 1);
        await first.ReceiveAllAsync(Limit);
        await second.ReceiveAllAsync(Limit);
        await Logs.WhenLogged(Limit, "Information", "the event loop failed");

        // Newcomers get loops of their own.
        for (var id = 3ul; id < 10; id++)
        {
            using var peer = await Peer.ConnectAsync(controller.LocalEndPoints[0], Limit);
            await peer.ShakeHandsAsync(id, Limit);
            var datapath = await PresenceOf(controller, id);
            Assert.True(datapath.TrySend(new PacketOut { BufferId = (uint)id }));
            while ((await peer.ReceiveAsync(Limit))?.Message is not PacketOut)
            {
                // Other messages were sent before it.
            }
        }
    }

    // The runtime's own descriptors of this kind are opened at the first use of a socket.
    private async Task UseSocketsAsync()
    {
        using var listener = Peer.Listen();
        var accepting = Peer.AcceptAsync(listener, Limit);
        using var peer = await Peer.ConnectAsync(listener.LocalEndPoint!, Limit);
        using var accepted = await accepting;
        await peer.SendAsync(new Hello(), 1, Limit);
        Assert.NotNull(await accepted.ReceiveAsync(Limit));
    }

    private static HashSet<int> EventPolls() =>
        [.. Directory.GetFileSystemEntries("/proc/self/fd")
            .Where(path => new FileInfo(path).LinkTarget == "anon_inode:[eventpoll]")
            .Select(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture))];

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int dup2(int from, int to);
}
