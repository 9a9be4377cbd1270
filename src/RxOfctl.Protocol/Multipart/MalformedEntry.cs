namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// An entry of a multipart reply that could not be decoded, although its length is sound. It costs no other entry, and is encoded as it came, in
/// the same version.
/// </summary>
/// <param name="Index">Its place among all entries of the message, from 0 on, those that could not be decoded included.</param>
/// <param name="Version">The version in which it came.</param>
/// <param name="Bytes">All of its bytes.</param>
/// <param name="Reason">What is wrong with it, and at which byte of the message.</param>
public sealed record MalformedEntry(int Index, OpenFlowVersion Version, ByteString Bytes, string Reason);
