using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RxOfctl.Connections;

/// <summary>
/// Linux's way to wait for many sockets at once. Each tells of itself when something came since it was last empty, or there is room again since
/// it was last full (edge-triggered).
/// </summary>
internal sealed unsafe partial class Epoll : IDisposable
{
    private const int Add = 1;
    private const int Delete = 2;
    private const uint In = 0x001;
    private const uint Out = 0x004;
    private const uint ReadHangUp = 0x2000;
    private const uint EdgeTriggered = 0x8000_0000;
    private const int CloseOnExec = 0x80000;
    private const int Interrupted = 4;
    private const uint Ending = 0x008 | 0x010 | ReadHangUp;

    /// <summary>Of how many sockets it tells at once.</summary>
    public const int Capacity = 64;

    // epoll_event is packed on x86, and on no other architecture.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 4 : 8;

    private readonly SafeFileHandle _handle;
    private readonly SafeFileHandle _alarm;
    private readonly byte[] _events = new byte[Capacity * (DataOffset + sizeof(long))];

    /// <exception cref="IOException">There is none to be had.</exception>
    public Epoll()
    {
        _handle = epoll_create1(CloseOnExec);
        if (_handle.IsInvalid)
            throw Failure();
        _alarm = eventfd(1, CloseOnExec);
        if (_alarm.IsInvalid)
            throw Failure();
    }

    /// <summary>Begins to wait for a socket; tells of it at once if something is there.</summary>
    /// <param name="socket">The socket's descriptor.</param>
    /// <param name="id">What it is called; not 0.</param>
    /// <exception cref="IOException">The system does not allow it.</exception>
    public void Watch(int socket, long id)
    {
        if (Control(Add, socket, In | Out | ReadHangUp | EdgeTriggered, id) < 0)
            throw Failure();
    }

    /// <summary>Does not wait for a socket any longer.</summary>
    public void Forget(int socket) => _ = Control(Delete, socket, 0, 0);

    /// <summary>Makes whoever waits return, now and from now on.</summary>
    public void Wake()
    {
        // It is readable from the beginning, and stays so.
        if (Control(Add, (int)_alarm.DangerousGetHandle(), In, 0) < 0)
            throw Failure();
    }

    /// <summary>Waits.</summary>
    /// <param name="milliseconds">How long at most; -1 is for ever.</param>
    /// <param name="happenings">Takes what happened.</param>
    /// <returns>How many they are.</returns>
    public int Wait(int milliseconds, Span<Happening> happenings)
    {
        fixed (byte* events = _events)
        {
            var count = epoll_wait(_handle, events, Capacity, milliseconds);
            if (count < 0)
                return Marshal.GetLastPInvokeError() == Interrupted ? 0 : throw Failure();
            for (var index = 0; index < count; index++)
            {
                var one = events + (index * (DataOffset + sizeof(long)));
                happenings[index] = new(Marshal.ReadInt64((nint)one, DataOffset), *(uint*)one);
            }

            return count;
        }
    }

    public void Dispose()
    {
        _handle.Dispose();
        _alarm.Dispose();
    }

    private int Control(int operation, int socket, uint events, long id)
    {
        var change = stackalloc byte[DataOffset + sizeof(long)];
        *(uint*)change = events;
        Marshal.WriteInt64((nint)change, DataOffset, id);
        return epoll_ctl(_handle, operation, socket, change);
    }

    /// <summary>What happened on a socket.</summary>
    /// <param name="Id">What it is called.</param>
    /// <param name="Events">What Linux calls it.</param>
    public readonly record struct Happening(long Id, uint Events)
    {
        /// <summary>Whether something came, or the end.</summary>
        public bool IsReadable => (Events & (In | Ending)) != 0;

        /// <summary>Whether there is room for more, or nobody will take it.</summary>
        public bool IsWritable => (Events & (Out | Ending)) != 0;

        /// <summary>Whether nothing comes any more.</summary>
        public bool IsEnding => (Events & Ending) != 0;
    }

    private static IOException Failure() => new(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int epoll_ctl(SafeFileHandle epoll, int operation, int descriptor, byte* change);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int epoll_wait(SafeFileHandle epoll, byte* events, int capacity, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle eventfd(uint value, int flags);
}
