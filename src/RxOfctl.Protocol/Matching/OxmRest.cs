namespace RxOfctl.Protocol.Matching;

/// <summary>What few match fields have beyond a number of 64 bits.</summary>
/// <param name="UpperNumber">The bits of the value above those.</param>
/// <param name="Mask">The mask, zero if there is none.</param>
/// <param name="HasMask">True if there is a mask.</param>
internal record OxmRest(ulong UpperNumber, UInt128 Mask, bool HasMask);

/// <summary>The bytes of a match field that has no number.</summary>
/// <param name="Bytes">The bytes of the TLV behind its header.</param>
/// <param name="HasMask">True if the second half of them is a mask.</param>
internal sealed record OxmRawBytes(ByteString Bytes, bool HasMask) : OxmRest(0, 0, HasMask);

/// <summary>A mask and what came beside it: bits of the value that it does not cover, or bits that the field does not have.</summary>
/// <param name="UpperNumber">The bits of the value above 64.</param>
/// <param name="Mask">The mask.</param>
/// <param name="Payload">Value and mask as they came.</param>
internal sealed record OxmReceived(ulong UpperNumber, UInt128 Mask, ByteString Payload) : OxmRest(UpperNumber, Mask, HasMask: true);
