using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace RxOfctl.Connections;

/// <summary>One side of TLS, prepared once for all connections of a listener or of a dialed address.</summary>
internal sealed class TlsLayer
{
    private readonly TlsOptions _options;
    private readonly SslStreamCertificateContext? _certificate;
    private readonly string? _targetHost;

    private TlsLayer(TlsOptions options, string? targetHost)
    {
        _options = options;
        _targetHost = targetHost;
        if (options.Certificate is not { } certificate)
            return;
        if (!certificate.HasPrivateKey)
        {
            throw new ArgumentException(
                $"The certificate of {certificate.Subject} has no private key, so TLS cannot present it.", nameof(options));
        }

        _certificate = SslStreamCertificateContext.Create(certificate, [.. options.IntermediateCertificates], offline: true);
    }

    /// <exception cref="ArgumentException">The options are not enough to listen with.</exception>
    public static TlsLayer ForListening(TlsOptions? options)
    {
        if (options?.Certificate is null)
            throw new ArgumentException("To listen with TLS, a certificate is needed: set TlsOptions.Certificate.", nameof(options));
        if (options is { RequireClientCertificate: true, TrustedCertificates: [] })
        {
            // The authorities of the operating system would admit every peer that has the certificate of a web site.
            throw new ArgumentException(
                "Set TlsOptions.TrustedCertificates to the authorities of the datapaths, "
                + "or accept all peers by RequireClientCertificate = false.",
                nameof(options));
        }

        return new(options, null);
    }

    /// <exception cref="ArgumentException">A certificate has no private key.</exception>
    public static TlsLayer ForDialing(TlsOptions? options, EndPoint endPoint)
    {
        options ??= new();
        var host = options.TargetHost ?? endPoint switch
        {
            DnsEndPoint name => name.Host,
            IPEndPoint address => address.Address.ToString(),
            _ => "localhost",
        };
        return new(options, host);
    }

    /// <summary>Performs the TLS handshake.</summary>
    /// <returns>The secured stream. The caller closes the given stream.</returns>
    /// <exception cref="AuthenticationException">The peers do not trust each other, or have no version or cipher in common; the message
    /// says why.</exception>
    /// <exception cref="IOException">The connection broke, or the peer closed it.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public async Task<SslStream> AuthenticateAsync(Stream stream, CancellationToken cancellationToken)
    {
        string? distrust = null;
        var secured = new SslStream(stream, leaveInnerStreamOpen: true);
        try
        {
            if (_targetHost is null)
                await secured.AuthenticateAsServerAsync(ServerOptions(Judge), cancellationToken).ConfigureAwait(false);
            else
                await secured.AuthenticateAsClientAsync(ClientOptions(_targetHost, Judge), cancellationToken).ConfigureAwait(false);
            return secured;
        }
        catch (AuthenticationException error)
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            var reason = distrust ?? (error.InnerException is { } inner ? $"{error.Message} {inner.Message}" : error.Message);
            throw new AuthenticationException(reason, error);
        }
        catch
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        {
            distrust = Distrust(certificate, chain, errors);
            return distrust is null;
        }
    }

    private SslServerAuthenticationOptions ServerOptions(RemoteCertificateValidationCallback judge) => new()
    {
        ServerCertificateContext = _certificate,
        ClientCertificateRequired = _options.RequireClientCertificate,
        EnabledSslProtocols = _options.Protocols,
        CertificateChainPolicy = ChainPolicy(),
        RemoteCertificateValidationCallback = judge,
        AllowRenegotiation = false,
    };

    private SslClientAuthenticationOptions ClientOptions(string targetHost, RemoteCertificateValidationCallback judge) => new()
    {
        TargetHost = targetHost,
        ClientCertificateContext = _certificate,
        EnabledSslProtocols = _options.Protocols,
        CertificateChainPolicy = ChainPolicy(),
        RemoteCertificateValidationCallback = judge,
        AllowRenegotiation = false,
    };

    private X509ChainPolicy ChainPolicy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (_options.TrustedCertificates is { Count: > 0 } trusted)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(trusted.ToArray());
        }

        return policy;
    }

    private string? Distrust(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (_targetHost is null && !_options.RequireClientCertificate)
            return null;
        if (certificate is null || (errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0)
            return "it showed no certificate";
        if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) != 0)
        {
            var statuses = chain?.ChainStatus.Select(status => $"{status.Status}: {status.StatusInformation.Trim()}") ?? [];
            return $"the certificate that it showed, of {certificate.Subject}, is not trusted ({string.Join("; ", statuses)})";
        }

        return (errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0 && _options.CheckTargetHost
            ? $"the certificate that it showed, of {certificate.Subject}, is not for {_targetHost}"
            : null;
    }
}
