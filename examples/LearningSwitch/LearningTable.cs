namespace LearningSwitch;

/// <summary>The addresses that one switch has learned. Only the switch's handler writes; the counters may be read at any time.</summary>
public sealed class LearningTable(Datapath datapath)
{
    public Datapath Datapath => datapath;

    /// <summary>The number of packet-ins.</summary>
    public long PacketIns { get; internal set; }

    /// <summary>The number of flows sent.</summary>
    public long Flows { get; internal set; }

    /// <summary>The number of addresses known.</summary>
    public int Addresses => Ports.Count;

    /// <summary>The ports that packets are flooded to, and learned from; null for all.</summary>
    internal ValueList<PortNumber>? FloodPorts { get; set; }

    internal Dictionary<MacAddress, PortNumber> Ports { get; } = [];
}
