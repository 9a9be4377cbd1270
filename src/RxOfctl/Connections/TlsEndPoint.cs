using System.Net;
using System.Net.Sockets;

namespace RxOfctl.Connections;

/// <summary>An address at which TLS is spoken: to listen at, or to dial.</summary>
public sealed class TlsEndPoint : EndPoint, IEquatable<TlsEndPoint>
{
    /// <summary>An address at which TLS is spoken.</summary>
    /// <param name="endPoint">The address.</param>
    /// <param name="options">How; null is as <see cref="ControllerOptions.Tls"/> says.</param>
    /// <exception cref="ArgumentException">The address is one of TLS already.</exception>
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

    /// <summary>How TLS is spoken there; null is as <see cref="ControllerOptions.Tls"/> says.</summary>
    public TlsOptions? Options { get; }

    /// <inheritdoc/>
    public override AddressFamily AddressFamily => EndPoint.AddressFamily;

    /// <inheritdoc/>
    public bool Equals(TlsEndPoint? other) => other is not null && EndPoint.Equals(other.EndPoint) && Equals(Options, other.Options);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TlsEndPoint);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(EndPoint, Options);

    /// <summary>The address as <see cref="EndPointText.Format"/> writes it.</summary>
    public override string ToString() => EndPointText.Format(this);
}
