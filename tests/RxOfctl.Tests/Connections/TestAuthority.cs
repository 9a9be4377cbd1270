using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RxOfctl.Tests.Connections;

/// <summary>Signs certificates, in memory.</summary>
internal sealed class TestAuthority
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly DateTimeOffset To = DateTimeOffset.UtcNow.AddDays(1);

    private readonly X509Certificate2 _own;

    public TestAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _own = AuthorityRequest(name, key).CreateSelfSigned(From, To);
        Certificate = X509CertificateLoader.LoadCertificate(_own.RawData);
    }

    private TestAuthority(X509Certificate2 own)
    {
        _own = own;
        Certificate = X509CertificateLoader.LoadCertificate(own.RawData);
    }

    /// <summary>The authority's certificate, without its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Creates an intermediate authority.</summary>
    public TestAuthority Intermediate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(Sign(AuthorityRequest(name, key)).CopyWithPrivateKey(key));
    }

    /// <summary>Issues a certificate, with its key, for a host or, as ovs-pki does, without a host name.</summary>
    public X509Certificate2 Issue(string name, params string[] hosts)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        if (hosts.Length > 0)
        {
            var names = new SubjectAlternativeNameBuilder();
            foreach (var host in hosts)
            {
                if (IPAddress.TryParse(host, out var address))
                    names.AddIpAddress(address);
                else
                    names.AddDnsName(host);
            }

            request.CertificateExtensions.Add(names.Build());
        }

        return Sign(request).CopyWithPrivateKey(key);
    }

    private static CertificateRequest AuthorityRequest(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request;
    }

    private X509Certificate2 Sign(CertificateRequest request) => request.Create(_own, _own.NotBefore, _own.NotAfter, RandomNumberGenerator.GetBytes(8));
}
