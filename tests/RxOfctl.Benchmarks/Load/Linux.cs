using System.Runtime.InteropServices;

namespace RxOfctl.Benchmarks.Load;

/// <summary>
/// The few system calls that carry the load: .NET's own sockets hop between threads, and a load generator that costs more than the
/// controller measures itself.
/// </summary>
internal static unsafe partial class Linux
{
    public const uint In = 0x001;
    public const uint Out = 0x004;
    public const int Add = 1;
    public const int Modify = 3;
    public const int TryAgain = 11;
    public const int Interrupted = 4;

    private const int DontWait = 0x40;
    private const int NoSignal = 0x4000;

    /// <summary>What <c>epoll_event</c> is on x86-64, the one architecture where it is packed.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    public struct Event
    {
        public uint Events;
        public ulong Data;
    }

    public static void EnsureSupported()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            throw new PlatformNotSupportedException("The load generator uses epoll as it is on Linux for x86-64.");
    }

    public static int CreateEpoll() => Check(epoll_create1(0));

    public static void Control(int epoll, int operation, int socket, uint events, int index)
    {
        var change = new Event { Events = events, Data = (ulong)index };
        Check(epoll_ctl(epoll, operation, socket, &change));
    }

    public static int Wait(int epoll, Span<Event> events, int milliseconds)
    {
        fixed (Event* first = events)
        {
            var count = epoll_wait(epoll, first, events.Length, milliseconds);
            return count < 0 && Marshal.GetLastPInvokeError() == Interrupted ? 0 : Check(count);
        }
    }

    /// <returns>How many bytes came, 0 if the peer closed the connection, -1 if there are none now.</returns>
    public static int Receive(int socket, Span<byte> buffer)
    {
        fixed (byte* first = buffer)
            return CheckOrTryAgain(recv(socket, first, (nuint)buffer.Length, DontWait));
    }

    /// <returns>How many bytes were taken, -1 if none can be now.</returns>
    public static int Send(int socket, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
            return CheckOrTryAgain(send(socket, first, (nuint)bytes.Length, DontWait | NoSignal));
    }

    private static int CheckOrTryAgain(nint result) =>
        result >= 0 ? (int)result : Marshal.GetLastPInvokeError() is TryAgain or Interrupted ? -1 : Check(-1);

    private static int Check(int result) =>
        result >= 0 ? result : throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int epoll_ctl(int epoll, int operation, int socket, Event* change);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int epoll_wait(int epoll, Event* events, int capacity, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint recv(int socket, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint send(int socket, byte* buffer, nuint length, int flags);
}
