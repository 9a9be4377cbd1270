using System.CommandLine;

namespace RxOfctl.Cli.Commands;

/// <summary>Options of the commands that change a switch. Each command has its own instances.</summary>
internal static class ModificationOptions
{
    public static Option<bool> Bundle() =>
        new("--bundle") { Description = "All or nothing, in one bundle. OpenFlow 1.3 (ONF's extension) and later." };

    public static Option<bool> NoCheck() =>
        new("--no-check") { Description = "Send also what Open vSwitch's rules forbid, for switches with other rules." };
}
