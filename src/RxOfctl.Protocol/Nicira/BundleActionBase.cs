using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>What the actions that choose one of some ports have in common (<c>nx_action_bundle</c>).</summary>
public abstract record BundleActionBase : OpenFlowAction
{
    private protected BundleActionBase()
    {
    }

    /// <summary>How a port is chosen.</summary>
    public BundleAlgorithm Algorithm { get; init; }

    /// <summary>What of the packet is hashed.</summary>
    public HashFields Fields { get; init; }

    /// <summary>With what the hash begins.</summary>
    public ushort Basis { get; init; }

    /// <summary>What the members are: <see cref="Nxm.InPort"/> is ports.</summary>
    public OxmType MemberType { get; init; } = Nxm.InPort;

    /// <summary>The ports, 16 bits each.</summary>
    public ValueList<PortNumber> Members { get; init; }

    private protected void Write(ref WireWriter writer, Subfield? dst)
    {
        writer.WriteUInt16((ushort)Algorithm);
        writer.WriteUInt16((ushort)Fields);
        writer.WriteUInt16(Basis);
        writer.WriteShortFieldHeader(MemberType, "MemberType");
        writer.WriteUInt16((ushort)Members.Count);
        if (dst is null)
        {
            writer.Pad(6);
        }
        else
        {
            writer.WriteShortRange(dst, "Dst");
            writer.WriteShortFieldHeader(dst.Field, "Dst");
        }

        writer.Pad(4);
        foreach (var member in Members)
            writer.WritePortNumber16(member, "Members");
    }

    private protected static ValueList<PortNumber> ReadMembers(ref WireReader reader, int count)
    {
        reader.Skip(4);
        var list = reader.Slice(2 * count);
        var members = new PortNumber[count];
        for (var index = 0; index < count; index++)
            members[index] = list.ReadPortNumber16();
        reader.SkipPadding();
        return new(members);
    }
}
