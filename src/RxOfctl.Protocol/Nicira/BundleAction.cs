using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Chooses one of some ports by a hash of the packet, and sends the packet there (NXAST_BUNDLE).</summary>
[NiciraCode(12)]
public sealed partial record BundleAction : BundleActionBase
{
    internal static BundleAction ReadBody(ref WireReader reader)
    {
        var algorithm = (BundleAlgorithm)reader.ReadUInt16();
        var fields = (HashFields)reader.ReadUInt16();
        var basis = reader.ReadUInt16();
        var memberType = reader.ReadShortFieldHeader();
        var count = reader.ReadUInt16();
        reader.Skip(6);
        return new()
        {
            Algorithm = algorithm,
            Fields = fields,
            Basis = basis,
            MemberType = memberType,
            Members = ReadMembers(ref reader, count),
        };
    }

    internal override void WriteBody(ref WireWriter writer) => Write(ref writer, null);
}
