using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>A band of a type that this library does not know. Its bytes are kept.</summary>
/// <param name="Type">The type.</param>
public sealed record UnknownMeterBand(ushort Type) : MeterBand
{
    /// <summary>What follows rate and burst size.</summary>
    public ByteString Body { get; init; }

    internal override int CodeIn(OpenFlowVersion version) => Type;

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt32(Rate);
        writer.WriteUInt32(BurstSize);
        writer.WriteBytes(Body.Span);
    }
}
