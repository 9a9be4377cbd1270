using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// What a flow table can do (<c>ofp_table_feature_prop_header</c>, OpenFlow 1.3.5 §7.3.5.5). OpenFlow 1.3 and later.
/// </summary>
[WireFamily]
public abstract partial record TableFeature : Property, IWireStructure<TableFeature>
{
    private protected TableFeature()
    {
    }

    static TableFeature IWireStructure<TableFeature>.Read(ref WireReader reader)
    {
        var body = reader.ReadPaddedTlv(out var type, WireScope.Property);
        var property = ReadKnown(type, ref body) ?? new UnknownTableFeature(type, body.ReadRest());
        body.EnsureEnd(property);
        return property;
    }

    void IWireStructure<TableFeature>.Write(ref WireWriter writer) => Write(ref writer);
}

/// <summary>A property of a flow table of a type that this library does not know. Its bytes are kept.</summary>
/// <param name="Type">The type.</param>
/// <param name="Body">What follows type and length, without the padding to a multiple of eight bytes.</param>
public sealed record UnknownTableFeature(ushort Type, ByteString Body) : TableFeature
{
    internal override int CodeIn(OpenFlowVersion version) => Type;

    internal override void WriteBody(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}
