using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RxOfctl.Connections;

/// <summary>
/// Waits for many sockets at once, by Linux's <c>epoll</c>. Events are edge-triggered: a socket is reported when bytes have arrived since
/// it was last empty, or when there is room again since it was last full.
/// </summary>
internal sealed unsafe partial class Epoll : IDisposable
{
    /// <summary>How many events one wait returns at most.</summary>
    public const int Capacity = 64;

    private const int Add = 1;
    private const uint In = 0x001;
    private const uint Out = 0x004;
    private const uint ReadHangUp = 0x2000;
    private const uint EdgeTriggered = 0x8000_0000;
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int Interrupted = 4;
    private const uint Ending = 0x008 | 0x010 | ReadHangUp;

    // epoll_event is packed only on x86.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 4 : 8;

    private readonly SafeFileHandle _handle;
    private readonly SafeFileHandle _alarm;
    private readonly byte[] _events = new byte[Capacity * (DataOffset + sizeof(long))];

    /// <exception cref="IOException">There are no descriptors left.</exception>
    public Epoll()
    {
        _handle = epoll_create1(CloseOnExec);
        if (_handle.IsInvalid)
            throw Failure();
        _alarm = eventfd(0, CloseOnExec | NonBlocking);
        if (!_alarm.IsInvalid && Control((int)_alarm.DangerousGetHandle(), In | EdgeTriggered, 0) >= 0)
            return;
        var failure = Failure();
        Dispose();
        throw failure;
    }

    /// <summary>Adds a socket, and reports it at once if there are bytes. Closing the socket removes it.</summary>
    /// <param name="socket">The socket's descriptor.</param>
    /// <param name="id">The id of its events; not 0.</param>
    /// <exception cref="IOException">The system does not allow it.</exception>
    public void Watch(int socket, long id)
    {
        if (Control(socket, In | Out | ReadHangUp | EdgeTriggered, id) < 0)
            throw Failure();
    }

    /// <summary>Ends the present wait, or the next one.</summary>
    public void Wake()
    {
        var one = 1L;
        _ = write(_alarm, &one, sizeof(long));
    }

    /// <summary>Waits.</summary>
    /// <param name="milliseconds">The longest to wait; -1 means without limit.</param>
    /// <param name="events">Receives the events. One with id 0 is that of <see cref="Wake"/>.</param>
    /// <returns>The number of events.</returns>
    public int Wait(int milliseconds, Span<Event> events)
    {
        fixed (byte* taken = _events)
        {
            var count = epoll_wait(_handle, taken, Capacity, milliseconds);
            if (count < 0)
                return Marshal.GetLastPInvokeError() == Interrupted ? 0 : throw Failure();
            for (var index = 0; index < count; index++)
            {
                var one = taken + (index * (DataOffset + sizeof(long)));
                events[index] = new(Marshal.ReadInt64((nint)one, DataOffset), *(uint*)one);
            }

            return count;
        }
    }

    public void Dispose()
    {
        _handle.Dispose();
        _alarm.Dispose();
    }

    private int Control(int descriptor, uint events, long id)
    {
        var change = stackalloc byte[DataOffset + sizeof(long)];
        *(uint*)change = events;
        Marshal.WriteInt64((nint)change, DataOffset, id);
        return epoll_ctl(_handle, Add, descriptor, change);
    }

    /// <summary>An event of a socket.</summary>
    /// <param name="Id">The id with which the socket was added.</param>
    /// <param name="Events">The bits that Linux sets.</param>
    public readonly record struct Event(long Id, uint Events)
    {
        /// <summary>Whether there are bytes, or the connection has ended.</summary>
        public bool IsReadable => (Events & (In | Ending)) != 0;

        /// <summary>Whether there is room for more, or the connection has ended.</summary>
        public bool IsWritable => (Events & (Out | Ending)) != 0;

        /// <summary>Whether nothing follows the bytes that have arrived.</summary>
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

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint write(SafeFileHandle descriptor, void* bytes, nint count);
}
