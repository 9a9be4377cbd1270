namespace RxOfctl.Protocol.Wire;

/// <summary>Port numbers of 16 bits, which the extensions of Nicira have in every version.</summary>
internal static class PortNumber16Wire
{
    public static PortNumber ReadPortNumber16(this ref WireReader reader) => PortNumber.FromUInt16(reader.ReadUInt16());

    /// <exception cref="OpenFlowEncodeException">The port has no number in 16 bits.</exception>
    public static void WritePortNumber16(this ref WireWriter writer, PortNumber port, string member)
    {
        if (!port.TryToUInt16(out var number))
            throw new OpenFlowEncodeException($"Extensions of Nicira have port numbers of 16 bits; {member} = {port} has none.");
        writer.WriteUInt16(number);
    }

    public static ValueList<PortNumber> ReadPortNumbers16(this ref WireReader reader, int count)
    {
        var list = reader.Slice(2 * count);
        var ports = new PortNumber[count];
        for (var index = 0; index < count; index++)
            ports[index] = list.ReadPortNumber16();
        return new(ports);
    }

    public static void WritePortNumbers16(this ref WireWriter writer, ValueList<PortNumber> ports, string member)
    {
        foreach (var port in ports)
            writer.WritePortNumber16(port, member);
    }
}
