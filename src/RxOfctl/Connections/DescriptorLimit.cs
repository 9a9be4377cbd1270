using System.Runtime.InteropServices;

namespace RxOfctl.Connections;

/// <summary>The files and sockets that the operating system lets this process open (<c>RLIMIT_NOFILE</c>).</summary>
internal static partial class DescriptorLimit
{
    // For what is opened later. The runtime holds two descriptors for each assembly, which it loads at first use, and ends the process
    // ("Out of memory") if it cannot.
    private const int Reserve = 64;
    private const int NumberOfFiles = 7;

    /// <summary>The number of connections for which there are descriptors, at least one; null where that is not known.</summary>
    public static int? MostConnections()
    {
        if (!OperatingSystem.IsLinux() || getrlimit(NumberOfFiles, out var limit) != 0)
            return null;
        var open = Directory.GetFileSystemEntries("/proc/self/fd").Length;
        return (int)Math.Clamp((long)Math.Min(limit.Current, int.MaxValue) - open - Reserve, 1, int.MaxValue);
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int getrlimit(int resource, out Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit
    {
        public readonly ulong Current;
        public readonly ulong Most;
    }
}
