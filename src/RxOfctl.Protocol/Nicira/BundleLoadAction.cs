using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Chooses one of some ports by a hash of the packet, and writes its number to a field (NXAST_BUNDLE_LOAD).</summary>
[NiciraCode(13)]
public sealed partial record BundleLoadAction : BundleActionBase
{
    /// <summary>Writes the port's number to some bits.</summary>
    public BundleLoadAction(Subfield dst) => Dst = dst ?? throw new ArgumentNullException(nameof(dst));

    /// <summary>Where the port's number goes: 16 bits or more.</summary>
    public Subfield Dst { get; }

    internal static BundleLoadAction ReadBody(ref WireReader reader)
    {
        var algorithm = (BundleAlgorithm)reader.ReadUInt16();
        var fields = (HashFields)reader.ReadUInt16();
        var basis = reader.ReadUInt16();
        var memberType = reader.ReadShortFieldHeader();
        var count = reader.ReadUInt16();
        var (start, bits) = reader.ReadShortRange();
        return new(reader.ToSubfield(reader.ReadShortFieldHeader(), start, bits))
        {
            Algorithm = algorithm,
            Fields = fields,
            Basis = basis,
            MemberType = memberType,
            Members = ReadMembers(ref reader, count),
        };
    }

    internal override void WriteBody(ref WireWriter writer) => Write(ref writer, Dst);
}
