using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>A property of an extension of Nicira that this library does not know: its bytes are kept.</summary>
/// <param name="Type">The type.</param>
/// <param name="Value">The value, without padding.</param>
public sealed record NiciraProperty(ushort Type, ByteString Value) : IWireStructure<NiciraProperty>
{
    static NiciraProperty IWireStructure<NiciraProperty>.Read(ref WireReader reader)
    {
        var value = NiciraPropertyWire.Read(ref reader, out var type);
        return new(type, value.ReadRest());
    }

    void IWireStructure<NiciraProperty>.Write(ref WireWriter writer) => NiciraPropertyWire.WriteBytes(ref writer, Type, Value);
}
