using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>
/// A payload whose checksum covers the addresses of the IP packet, so that its bytes depend on them.
/// </summary>
internal interface ITransportPayload
{
    /// <summary>The bytes, with the checksum for the addresses.</summary>
    /// <param name="addresses">The sum of the two addresses by <see cref="InternetChecksum"/>.</param>
    ByteString ToBytes(ulong addresses);
}
