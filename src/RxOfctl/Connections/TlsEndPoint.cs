using System.Net;
using System.Net.Sockets;

namespace RxOfctl.Connections;

/// <summary>An address with TLS, to listen at or to dial.</summary>
public sealed class TlsEndPoint : EndPoint, IEquatable<TlsEndPoint>
{
    /// <summary>Creates an address with TLS.</summary>
    /// <param name="endPoint">The address.</param>
    /// <param name="options">The options; null means <see cref="ControllerOptions.Tls"/>.</param>
    /// <exception cref="ArgumentException">The address has TLS already.</exception>
    public TlsEndPoint(EndPoint endPoint, TlsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        if (endPoint is TlsEndPoint)
            throw new ArgumentException("TLS is not spoken within TLS.", nameof(endPoint));
        EndPoint = endPoint;
        Options = options;
    }

    /// <summary>The address.</summary>
    public EndPoint EndPoint { get; }

    /// <summary>The options; null means <see cref="ControllerOptions.Tls"/>.</summary>
    public TlsOptions? Options { get; }

    /// <inheritdoc/>
    public override AddressFamily AddressFamily => EndPoint.AddressFamily;

    /// <inheritdoc/>
    public bool Equals(TlsEndPoint? other) => other is not null && EndPoint.Equals(other.EndPoint) && Equals(Options, other.Options);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TlsEndPoint);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(EndPoint, Options);

    /// <summary>Returns the address as <see cref="EndPointText.Format"/> does.</summary>
    public override string ToString() => EndPointText.Format(this);
}
