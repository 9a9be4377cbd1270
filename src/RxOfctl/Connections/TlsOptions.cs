using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RxOfctl.Connections;

/// <summary>
/// The options of TLS: the certificate of this side, and the authorities that it trusts. Listening requires a certificate; dialing requires
/// one only if its peer asks for it, as Open vSwitch does.
/// </summary>
/// <remarks>
/// Certificates can be read from PEM files by <see cref="FromPemFiles"/> or <see cref="X509Certificate2.CreateFromPemFile"/>. The app that
/// created them must not dispose them while the controller runs. Revocation is not checked, and nothing is downloaded to verify a
/// certificate.
/// </remarks>
public sealed record TlsOptions
{
    /// <summary>The certificate that this side presents, with its private key; null presents none.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The intermediate authorities between <see cref="Certificate"/> and one that the peer trusts, presented with it. Default
    /// none.</summary>
    public IReadOnlyList<X509Certificate2> IntermediateCertificates { get; init; } = [];

    /// <summary>
    /// The authorities whose certificates are accepted from the peer. Default none, which for dialing means those that the operating system
    /// trusts.
    /// </summary>
    public IReadOnlyList<X509Certificate2> TrustedCertificates { get; init; } = [];

    /// <summary>
    /// When listening: whether a datapath must present a certificate of one of the <see cref="TrustedCertificates"/>. If not, it is not
    /// asked for one, and any peer may connect. Default true.
    /// </summary>
    public bool RequireClientCertificate { get; init; } = true;

    /// <summary>When dialing: the name or address that the peer's certificate is for. Default the host that is dialed.</summary>
    public string? TargetHost { get; init; }

    /// <summary>
    /// When dialing: whether the peer's certificate must be for <see cref="TargetHost"/>. If not, any of the
    /// <see cref="TrustedCertificates"/> is accepted: those that <c>ovs-pki</c> makes are for the name of a switch rather than a host.
    /// Default true.
    /// </summary>
    public bool CheckTargetHost { get; init; } = true;

    /// <summary>The versions of TLS to offer. Default 1.2 and 1.3.</summary>
    public SslProtocols Protocols { get; init; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>Reads the files that Open vSwitch names <c>--certificate</c>, <c>--private-key</c> and <c>--ca-cert</c>.</summary>
    /// <param name="certificateFile">The certificate of this side, and the authorities between it and a trusted one, if any.</param>
    /// <param name="privateKeyFile">Its private key, not encrypted.</param>
    /// <param name="trustedFile">The authorities to trust.</param>
    /// <exception cref="CryptographicException">A file holds something else, or the key is not the certificate's.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static TlsOptions FromPemFiles(string certificateFile, string privateKeyFile, string trustedFile)
    {
        ArgumentException.ThrowIfNullOrEmpty(certificateFile);
        ArgumentException.ThrowIfNullOrEmpty(privateKeyFile);
        ArgumentException.ThrowIfNullOrEmpty(trustedFile);
        return new()
        {
            Certificate = X509Certificate2.CreateFromPemFile(certificateFile, privateKeyFile),
            IntermediateCertificates = [.. Read(certificateFile).Skip(1)],
            TrustedCertificates = [.. Read(trustedFile)],
        };
    }

    private static X509Certificate2Collection Read(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        return certificates.Count > 0 ? certificates : throw new CryptographicException($"There is no certificate in {file}.");
    }
}
