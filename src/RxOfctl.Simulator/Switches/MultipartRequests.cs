using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>Joins the parts of multipart requests (OpenFlow 1.3.5 §7.3.5). A part that is not followed by another within a second is refused.</summary>
internal sealed class MultipartRequests(NetworkLock networkLock, MultipartRequests.Refusal refuse)
{
    private const int MaxRequests = 16;
    private const int MaxEntries = 1 << 14;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);

    private readonly Dictionary<uint, (MultipartRequest Request, IDisposable Timer)> _pending = [];

    /// <summary>Answers a request with an error.</summary>
    public delegate void Refusal(OpenFlowError error, uint xid, ReadOnlySpan<byte> frame);

    /// <summary>The whole request when its last part has arrived; null before.</summary>
    /// <exception cref="RefusedException">The part belongs to no request that can come in parts, or there are too many.</exception>
    public MultipartRequest? Join(MultipartRequest part, uint xid, ReadOnlySpan<byte> frame)
    {
        var whole = part;
        if (_pending.Remove(xid, out var pending))
        {
            pending.Timer.Dispose();
            whole = Join(pending.Request, part);
        }

        if ((part.Flags & MultipartFlags.More) == 0)
            return whole;
        if (part is not (TableFeaturesRequest or FlowMonitorRequest))
            throw new RefusedException(OpenFlowError.BadRequestBadMultipart);
        if (_pending.Count >= MaxRequests || CountOf(whole) > MaxEntries)
            throw new RefusedException(OpenFlowError.BadRequestMultipartBufferOverflow);
        var offender = ByteString.CopyFrom(frame);
        _pending[xid] = (whole, networkLock.Schedule(TimeLimit, () =>
        {
            if (_pending.Remove(xid))
                refuse(OpenFlowError.BadRequestMultipartRequestTimeout, xid, offender.Span);
        }));
        return null;
    }

    public void Clear()
    {
        foreach (var (_, timer) in _pending.Values)
            timer.Dispose();
        _pending.Clear();
    }

    private static MultipartRequest Join(MultipartRequest first, MultipartRequest next) => (first, next) switch
    {
        (TableFeaturesRequest a, TableFeaturesRequest b) => a with { Body = a.Body.Concat(b.Body), Flags = b.Flags },
        (FlowMonitorRequest a, FlowMonitorRequest b) => a with { Body = a.Body.Concat(b.Body), Flags = b.Flags },
        _ => throw new RefusedException(OpenFlowError.BadRequestBadMultipart),
    };

    private static int CountOf(MultipartRequest request) => request switch
    {
        TableFeaturesRequest features => features.Body.Count,
        FlowMonitorRequest monitors => monitors.Body.Count,
        _ => 0,
    };
}
