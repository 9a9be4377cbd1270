using RxOfctl.Protocol;

namespace RxOfctl.Packets;

/// <summary>
/// A payload whose checksum covers the addresses of the IP packet around it, so that its bytes are not known before them.
/// </summary>
internal interface ITransportPayload
{
    /// <summary>The bytes, with the checksum that belongs to the addresses.</summary>
    /// <param name="addresses">What <see cref="InternetChecksum"/> makes of the two addresses.</param>
    ByteString ToBytes(ulong addresses);
}
