using System.Runtime.InteropServices;

namespace RxOfctl.Tests.Hostile;

/// <summary>Lets this process open only so many more files and sockets, as <c>ulimit -n</c> does, until it is disposed of.</summary>
internal sealed class OpenFiles : IDisposable
{
    private const int NumberOfFiles = 7;

    private readonly Limits _before;

    private OpenFiles(Limits before) => _before = before;

    /// <summary>How many are open.</summary>
    public static int Count => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    public static OpenFiles Allow(int more)
    {
        Assert.Equal(0, getrlimit(NumberOfFiles, out var before));
        Assert.Equal(0, setrlimit(NumberOfFiles, before with { Soft = (ulong)(Count + more) }));
        return new(before);
    }

    public void Dispose() => _ = setrlimit(NumberOfFiles, _before);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int getrlimit(int resource, out Limits limits);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int setrlimit(int resource, in Limits limits);

    [StructLayout(LayoutKind.Sequential)]
    private record struct Limits(ulong Soft, ulong Hard);
}
