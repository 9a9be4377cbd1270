using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace RxOfctl.Web.Security;

/// <summary>
/// One-time operator tokens and the sessions that they begin. Only hashes of them are kept, in memory: a restart of the host ends all.
/// </summary>
internal sealed class OperatorSessions(IOptions<OpenFlowWebOptions> options, TimeProvider time)
{
    private const int SecretBytes = 32;

    // More than any number of operators: tokens that are not used expire, and sessions too.
    private const int MaxSecrets = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _tokens = [];
    private readonly Dictionary<string, DateTimeOffset> _sessions = [];

    /// <summary>Makes a token that can be used once.</summary>
    public string MakeToken()
    {
        lock (_gate)
            return Make(_tokens, options.Value.OperatorTokenLifetime);
    }

    /// <summary>Uses a token.</summary>
    /// <returns>The secret of the session that it begins, or null if the token is unknown, was used or has expired.</returns>
    public string? Begin(string token)
    {
        lock (_gate)
        {
            return _tokens.Remove(HashOf(token), out var end) && time.GetUtcNow() < end
                ? Make(_sessions, options.Value.SessionLifetime)
                : null;
        }
    }

    /// <summary>Whether a secret is that of a session that has not ended.</summary>
    public bool IsSession(string secret)
    {
        lock (_gate)
            return _sessions.TryGetValue(HashOf(secret), out var end) && time.GetUtcNow() < end;
    }

    public void End(string secret)
    {
        lock (_gate)
            _sessions.Remove(HashOf(secret));
    }

    private string Make(Dictionary<string, DateTimeOffset> secrets, TimeSpan lifetime)
    {
        var now = time.GetUtcNow();
        foreach (var (hash, end) in secrets)
        {
            if (end <= now)
                secrets.Remove(hash);
        }

        if (secrets.Count >= MaxSecrets)
            secrets.Remove(secrets.MinBy(each => each.Value).Key);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        secrets[HashOf(secret)] = now + lifetime;
        return secret;
    }

    // A lookup by hash takes as long for a wrong secret as for a right one.
    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
