using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RxOfctl.Web.Security;

/// <summary>A change that was asked for.</summary>
/// <param name="At">When it was answered.</param>
/// <param name="User">The user, by name.</param>
/// <param name="Address">The address of the client; null within the process.</param>
/// <param name="Action">What was asked for, such as <c>POST /stats/flowentry/add</c>.</param>
/// <param name="Detail">The content, shortened.</param>
/// <param name="Outcome">What became of it, such as the status code.</param>
public sealed record AuditEntry(DateTimeOffset At, string User, string? Address, string Action, string Detail, string Outcome);

/// <summary>
/// Every change that was asked for, with the user: to the logger <c>RxOfctl.Web.Audit</c>, and the last 1,000 in memory.
/// </summary>
public sealed partial class AuditLog
{
    private const int Capacity = 1_000;
    private const int MaxDetail = 2_000;

    private readonly Lock _gate = new();
    private readonly Queue<AuditEntry> _entries = new();
    private readonly ILogger _logger;
    private readonly TimeProvider _time;

    internal AuditLog(ILoggerFactory loggerFactory, TimeProvider time)
    {
        _logger = loggerFactory.CreateLogger("RxOfctl.Web.Audit");
        _time = time;
    }

    /// <summary>The last entries, the oldest first.</summary>
    public IReadOnlyList<AuditEntry> Entries
    {
        get
        {
            lock (_gate)
                return [.. _entries];
        }
    }

    /// <summary>Records a change.</summary>
    /// <param name="user">The user, by name.</param>
    /// <param name="action">What was asked for.</param>
    /// <param name="detail">The content.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="address">The address of the client.</param>
    public void Record(string user, string action, string detail, string outcome, string? address = null)
    {
        ArgumentNullException.ThrowIfNull(detail);
        var entry = new AuditEntry(
            _time.GetUtcNow(), OneLine(user), address, OneLine(action), OneLine(detail.Length <= MaxDetail ? detail : detail[..MaxDetail] + "..."), outcome);
        lock (_gate)
        {
            if (_entries.Count == Capacity)
                _entries.Dequeue();
            _entries.Enqueue(entry);
        }

        LogChange(_logger, entry.User, entry.Address, entry.Action, entry.Outcome, entry.Detail);
    }

    internal void Record(HttpContext context, string detail, int status) => Record(
        context.User.Identity?.Name ?? "anonymous",
        $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}",
        detail,
        $"{status}",
        context.Connection.RemoteIpAddress?.ToString());

    // What a client sent must not look like another line of the log.
    private static string OneLine(string text) => string.Concat(text.Select(each => char.IsControl(each) ? ' ' : each));

    [LoggerMessage(Level = LogLevel.Information, Message = "{User} at {Address}: {Action}: {Outcome}: {Detail}")]
    private static partial void LogChange(ILogger logger, string user, string? address, string action, string outcome, string detail);
}
