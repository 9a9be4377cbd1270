using System.Diagnostics;

namespace RxOfctl.Interop.Tests.Ovs;

public sealed class GuardianTests
{
    // The end of the guardian's input is what the kernel gives it when the test process dies.
    [OvsFact]
    public async Task When_its_input_ends_it_kills_the_last_processes_named_and_removes_the_directory()
    {
        var directory = Directory.CreateTempSubdirectory("guardian-");
        using var forgotten = Process.Start("sleep", "60");
        using var guarded = Process.Start("sleep", "60");
        var guardian = new Guardian(directory.FullName);
        await guardian.WatchAsync([forgotten.Id]);
        await guardian.WatchAsync([guarded.Id]);

        await guardian.DisposeAsync();

        await guarded.WaitForExitAsync();
        Assert.False(forgotten.HasExited);
        Assert.False(Directory.Exists(directory.FullName));
        forgotten.Kill();
    }
}
