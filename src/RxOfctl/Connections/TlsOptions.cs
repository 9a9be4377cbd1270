using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RxOfctl.Connections;

/// <summary>
/// How connections are secured by TLS: who this side is, and whom it trusts. One that listens needs a certificate; one that dials needs
/// one only if its peer asks for it, as Open vSwitch does.
/// </summary>
/// <remarks>
/// Certificates may come from PEM files by <see cref="FromPemFiles"/> or <see cref="X509Certificate2.CreateFromPemFile"/>. The app that made
/// them keeps them while the controller runs. Whether a certificate was revoked is not asked, and nothing is downloaded to judge one.
/// </remarks>
public sealed record TlsOptions
{
    /// <summary>The certificate that this side shows, with its private key; null shows none.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The authorities between <see cref="Certificate"/> and one that the peer trusts, shown with it. Default none.</summary>
    public IReadOnlyList<X509Certificate2> IntermediateCertificates { get; init; } = [];

    /// <summary>
    /// The authorities whose certificates the peer may show. Default none, which for dialing means those that the operating system trusts.
    /// </summary>
    public IReadOnlyList<X509Certificate2> TrustedCertificates { get; init; } = [];

    /// <summary>
    /// When listening: whether a datapath must show a certificate of one of the <see cref="TrustedCertificates"/>. If not, it is not asked for
    /// one, and anybody may connect. Default true.
    /// </summary>
    public bool RequireClientCertificate { get; init; } = true;

    /// <summary>When dialing: the name or address that the peer's certificate is for. Default the host that is dialed.</summary>
    public string? TargetHost { get; init; }

    /// <summary>
    /// When dialing: whether the peer's certificate must be for <see cref="TargetHost"/>. If not, any of the <see cref="TrustedCertificates"/>
    /// will do: those that <c>ovs-pki</c> makes are for the name of a switch rather than a host. Default true.
    /// </summary>
    public bool CheckTargetHost { get; init; } = true;

    /// <summary>The versions of TLS to offer. Default 1.2 and 1.3.</summary>
    public SslProtocols Protocols { get; init; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>Reads what Open vSwitch calls <c>--certificate</c>, <c>--private-key</c> and <c>--ca-cert</c>.</summary>
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
