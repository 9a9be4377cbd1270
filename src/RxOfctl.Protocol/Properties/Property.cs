using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// What messages and structures are extended by (<c>ofp_*_prop_header</c>, OpenFlow 1.4.1): type, length and what the type says, padded to a
/// multiple of eight bytes. The types have a meaning of their own in each family of properties.
/// </summary>
public abstract record Property
{
    private protected Property()
    {
    }

    /// <summary>The property's type on the wire in a version, or -1 where the version does not have it.</summary>
    internal abstract int CodeIn(OpenFlowVersion version);

    /// <summary>Writes what follows type and length.</summary>
    internal abstract void WriteBody(ref WireWriter writer);

    /// <summary>Writes the property with its header and padding.</summary>
    internal void Write(ref WireWriter writer)
    {
        var code = CodeIn(writer.Version);
        if (code < 0)
            writer.Refuse(GetType().Name);
        var start = writer.BeginTlv(code);
        WriteBody(ref writer);
        writer.EndTlv(start);
        writer.PadTo8(start);
    }
}
