namespace RxOfctl.Interop.Tests.Ovs;

/// <summary>Where the programs of Open vSwitch are on this machine.</summary>
public static class OvsTools
{
    /// <summary>What a switch needs, and the schema of its database.</summary>
    public static IReadOnlyList<string> Programs { get; } = ["ovs-vswitchd", "ovsdb-server", "ovsdb-tool", "ovs-vsctl", "ovs-ofctl", "ovs-appctl"];

    public const string Schema = "/usr/share/openvswitch/vswitch.ovsschema";

    // The daemons are installed where an ordinary user's PATH does not look.
    private static readonly string[] SearchPath =
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries),
        "/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/bin",
    ];

    /// <summary>Why a test that needs Open vSwitch cannot run here; null where it can.</summary>
    public static string? ReasonToSkip { get; } = Missing(SearchPath, Schema);

    /// <summary>The full path of a program.</summary>
    /// <exception cref="OpenVSwitchException">The program is not installed.</exception>
    public static string Find(string program) =>
        TryFind(program) ?? throw new OpenVSwitchException($"{program} is not installed.");

    /// <summary>The full path of a program; null if it is not installed.</summary>
    public static string? TryFind(string program) => Find(program, SearchPath);

    /// <summary>What is missing in the given directories, as a sentence; null if nothing is.</summary>
    public static string? Missing(IReadOnlyList<string> searchPath, string schema)
    {
        List<string> missing = [.. Programs.Where(program => Find(program, searchPath) is null)];
        if (!File.Exists(schema))
            missing.Add(schema);
        return missing.Count == 0 ? null : $"Open vSwitch is not installed here ({string.Join(", ", missing)} not found). Install openvswitch-switch.";
    }

    private static string? Find(string program, IReadOnlyList<string> searchPath) =>
        searchPath.Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists);
}
