namespace RxOfctl.Protocol.Matching;

/// <summary>Matches of a port by which packets come, in versions in which a message has the port and no match.</summary>
internal static class InPortWire
{
    public static Match ReadInPort(this ref WireReader reader) => Match.OfInPort(reader.ReadPortNumber());

    public static void WriteInPort(this ref WireWriter writer, Match match, string member)
    {
        if (match.Count != 1 || match.Get(Oxm.InPort) is not { } port)
            writer.Refuse(member, match);
        else
            writer.WritePortNumber(port, member);
    }

    /// <summary>Reads two ports, the second of which is the physical one beneath the first: another if the first one is logical.</summary>
    public static Match ReadInPorts(this ref WireReader reader)
    {
        var (inPort, inPhyPort) = (reader.ReadPortNumber(), reader.ReadPortNumber());
        return inPhyPort == inPort ? Match.OfInPort(inPort) : [Oxm.InPort.Is(inPort), Oxm.InPhyPort.Is(inPhyPort)];
    }

    public static void WriteInPorts(this ref WireWriter writer, Match match, string member)
    {
        var (inPort, inPhyPort) = (match.Get(Oxm.InPort), match.Get(Oxm.InPhyPort));
        if (inPort is not { } port || match.Count != (inPhyPort is null ? 1 : 2) || inPhyPort == port)
        {
            writer.Refuse(member, match);
            return;
        }

        writer.WritePortNumber(port, member);
        writer.WritePortNumber(inPhyPort ?? port, member);
    }
}
