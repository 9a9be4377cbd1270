using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>A set of reasons (<c>ofp_async_config_prop_reasons</c>): bit n stands for the reason n.</summary>
/// <param name="Type">Of which messages.</param>
/// <param name="Mask">The reasons for which they come.</param>
public sealed record NiciraAsyncProperty(NiciraAsyncPropertyType Type, uint Mask) : IWireStructure<NiciraAsyncProperty>
{
    static NiciraAsyncProperty IWireStructure<NiciraAsyncProperty>.Read(ref WireReader reader)
    {
        var value = NiciraPropertyWire.Read(ref reader, out var type);
        var property = new NiciraAsyncProperty((NiciraAsyncPropertyType)type, value.ReadUInt32());
        value.EnsureEnd(nameof(NiciraAsyncProperty));
        return property;
    }

    void IWireStructure<NiciraAsyncProperty>.Write(ref WireWriter writer) => NiciraPropertyWire.WriteUInt32(ref writer, (ushort)Type, Mask);
}
