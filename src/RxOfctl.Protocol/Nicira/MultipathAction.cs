using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Hashes the packet and writes which of some links it is to take (NXAST_MULTIPATH).</summary>
[NiciraCode(10)]
public sealed partial record MultipathAction : OpenFlowAction
{
    /// <summary>Writes the link's number to some bits.</summary>
    public MultipathAction(Subfield dst) => Dst = dst ?? throw new ArgumentNullException(nameof(dst));

    /// <summary>What is hashed.</summary>
    public HashFields Fields { get; init; }

    /// <summary>With what the hash begins.</summary>
    public ushort Basis { get; init; }

    /// <summary>How the hash chooses a link.</summary>
    public MultipathAlgorithm Algorithm { get; init; }

    /// <summary>The number of the last link: one less than their number.</summary>
    public ushort MaxLink { get; init; }

    /// <summary>What the algorithm needs besides.</summary>
    public uint Arg { get; init; }

    /// <summary>Where the link's number goes.</summary>
    public Subfield Dst { get; }

    internal static MultipathAction ReadBody(ref WireReader reader)
    {
        var fields = (HashFields)reader.ReadUInt16();
        var basis = reader.ReadUInt16();
        reader.Skip(2);
        var algorithm = (MultipathAlgorithm)reader.ReadUInt16();
        var maxLink = reader.ReadUInt16();
        var arg = reader.ReadUInt32();
        reader.Skip(2);
        var (start, bits) = reader.ReadShortRange();
        return new(reader.ToSubfield(reader.ReadShortFieldHeader(), start, bits))
        {
            Fields = fields,
            Basis = basis,
            Algorithm = algorithm,
            MaxLink = maxLink,
            Arg = arg,
        };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt16((ushort)Fields);
        writer.WriteUInt16(Basis);
        writer.Pad(2);
        writer.WriteUInt16((ushort)Algorithm);
        writer.WriteUInt16(MaxLink);
        writer.WriteUInt32(Arg);
        writer.Pad(2);
        writer.WriteShortRange(Dst, "MultipathAction.Dst");
        writer.WriteShortFieldHeader(Dst.Field, "MultipathAction.Dst");
    }
}

/// <summary>How a hash chooses a link (<c>nx_mp_algorithm</c>).</summary>
public enum MultipathAlgorithm : ushort
{
    /// <summary>The hash modulo the number of links.</summary>
    ModuloN = 0,

    /// <summary>The hash divided by the size of a link's share.</summary>
    HashThreshold = 1,

    /// <summary>The highest of a hash for each link.</summary>
    Hrw = 2,

    /// <summary>Hashes until a link within the number is found.</summary>
    IterHash = 3,
}
