using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RxOfctl.Connections;
using RxOfctl.Protocol;

namespace RxOfctl.Hosting;

/// <summary>The options of a controller, read from the text of <see cref="OpenFlowOptions"/>.</summary>
internal sealed record ControllerPlan(ControllerOptions Options, IReadOnlyList<EndPoint> Connect, IReadOnlyList<DatapathId> Datapaths)
{
    /// <exception cref="OptionsValidationException">Some of the text cannot be read; each failure names its key.</exception>
    public static ControllerPlan Of(OpenFlowOptions settings, ILoggerFactory loggerFactory)
    {
        var failures = new List<string>();
        var listen = Read(settings.Listen, nameof(settings.Listen), EndPointText.Parse, failures);
        var connect = Read(settings.Connect, nameof(settings.Connect), EndPointText.ParseToDial, failures);
        var versions = Read(settings.Versions, nameof(settings.Versions), ParseVersion, failures);
        var datapaths = Read(settings.Datapaths, nameof(settings.Datapaths), text => DatapathId.Parse(text), failures);
        var tls = ReadTls(settings.Tls, failures);
        var rate = ReadRate(settings.PacketInRate, failures);
        if (settings is { Versions.Length: 0 })
            failures.Add($"{nameof(settings.Versions)} is empty; leave it out to offer all versions.");
        if (listen.Count == 0 && connect.Count == 0 && settings.Listen is null && failures.Count == 0)
            listen = [EndPointText.Parse("ptcp:")];
        if (failures.Count > 0)
            throw new OptionsValidationException(Microsoft.Extensions.Options.Options.DefaultName, typeof(OpenFlowOptions), failures);

        var defaults = new ControllerOptions();
        var options = defaults with
        {
            EndPoints = listen,
            Versions = settings.Versions is null ? defaults.Versions : versions,
            Tls = tls,
            LoggerFactory = loggerFactory,
            MaxConnections = settings.MaxConnections ?? defaults.MaxConnections,
            MaxHandshakes = settings.MaxHandshakes ?? defaults.MaxHandshakes,
            HandshakeTimeout = settings.HandshakeTimeout ?? defaults.HandshakeTimeout,
            EchoInterval = settings.EchoInterval ?? defaults.EchoInterval,
            EchoTimeout = settings.EchoTimeout ?? defaults.EchoTimeout,
            RequestTimeout = settings.RequestTimeout ?? defaults.RequestTimeout,
            ReplyLimit = settings.ReplyLimit ?? defaults.ReplyLimit,
            ReplyLimitInAll = settings.ReplyLimitInAll ?? defaults.ReplyLimitInAll,
            QueueCapacity = settings.QueueCapacity ?? defaults.QueueCapacity,
            MissSendLen = settings.MissSendLen ?? defaults.MissSendLen,
            DuplicateDatapath = settings.DuplicateDatapath ?? defaults.DuplicateDatapath,
            RedialInterval = settings.RedialInterval ?? defaults.RedialInterval,
            MaxRedialInterval = settings.MaxRedialInterval ?? defaults.MaxRedialInterval,
            QueueByteLimit = settings.QueueByteLimit ?? defaults.QueueByteLimit,
            TotalQueueByteLimit = settings.TotalQueueByteLimit ?? defaults.TotalQueueByteLimit,
            SendByteLimit = settings.SendByteLimit ?? defaults.SendByteLimit,
            TotalSendByteLimit = settings.TotalSendByteLimit ?? defaults.TotalSendByteLimit,
            PacketInOverflow = settings.PacketInOverflow ?? defaults.PacketInOverflow,
            SendTimeout = settings.SendTimeout ?? defaults.SendTimeout,
            CloseTimeout = settings.CloseTimeout ?? defaults.CloseTimeout,
            MaxMalformed = settings.MaxMalformed ?? defaults.MaxMalformed,
            RequirePorts = settings.RequirePorts ?? defaults.RequirePorts,
            WaitForHello = settings.WaitForHello ?? defaults.WaitForHello,
            ReplaceInterval = settings.ReplaceInterval ?? defaults.ReplaceInterval,
            MaxHandshakeBytes = settings.MaxHandshakeBytes ?? defaults.MaxHandshakeBytes,
            MaxHandshakeBytesInAll = settings.MaxHandshakeBytesInAll ?? defaults.MaxHandshakeBytesInAll,
            MaxPortBytes = settings.MaxPortBytes ?? defaults.MaxPortBytes,
            MaxPortBytesInAll = settings.MaxPortBytesInAll ?? defaults.MaxPortBytesInAll,
            Seed = settings.Seed ?? defaults.Seed,
            FirstXid = settings.FirstXid ?? defaults.FirstXid,
            PacketInRate = rate ?? defaults.PacketInRate,
        };
        return new(settings.Customize?.Invoke(options) ?? options, connect, datapaths);
    }

    private static List<T> Read<T>(string[]? texts, string key, Func<string, T> parse, List<string> failures)
    {
        var values = new List<T>();
        foreach (var (index, text) in (texts ?? []).Index())
        {
            try
            {
                values.Add(parse(text));
            }
            catch (FormatException wrong)
            {
                failures.Add($"{key}:{index}: {wrong.Message}");
            }
        }

        return values;
    }

    private static OpenFlowVersion ParseVersion(string text)
    {
        foreach (var version in Enum.GetValues<OpenFlowVersion>())
        {
            if (text.Equals($"{version}", StringComparison.OrdinalIgnoreCase) || $"OpenFlow {text}" == version.ToText())
                return version;
        }

        throw new FormatException($"'{text}' is not a version of OpenFlow. Write 1.0 to 1.5, or OpenFlow10 to OpenFlow15.");
    }

    private static RateLimit? ReadRate(OpenFlowRateOptions? settings, List<string> failures)
    {
        try
        {
            return settings is null ? null : new(settings.PerSecond, settings.Burst);
        }
        catch (ArgumentOutOfRangeException wrong)
        {
            failures.Add($"PacketInRate: {wrong.Message.ReplaceLineEndings(" ")}");
            return null;
        }
    }

    private static TlsOptions? ReadTls(OpenFlowTlsOptions? settings, List<string> failures)
    {
        if (settings is null)
            return null;
        var tls = new TlsOptions();
        try
        {
            tls = (settings.Certificate, settings.PrivateKey, settings.CaCertificate) switch
            {
                (null, null, null) => tls,
                ({ } certificate, { } key, null) =>
                    TlsOptions.FromPemFiles(certificate, key, certificate) with { TrustedCertificates = [] },
                ({ } certificate, { } key, { } ca) => TlsOptions.FromPemFiles(certificate, key, ca),
                _ => throw new CryptographicException("Certificate and PrivateKey go together, and CaCertificate with them"),
            };
        }
        catch (Exception wrong) when (wrong is CryptographicException or IOException or UnauthorizedAccessException)
        {
            failures.Add($"Tls: {wrong.Message}");
        }

        return tls with
        {
            RequireClientCertificate = settings.RequireClientCertificate ?? tls.RequireClientCertificate,
            TargetHost = settings.TargetHost ?? tls.TargetHost,
            CheckTargetHost = settings.CheckTargetHost ?? tls.CheckTargetHost,
        };
    }
}
