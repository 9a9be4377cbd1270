namespace LearningSwitch;

/// <summary>What is known of one switch. Only the switch's handler writes; counters may be read at any time.</summary>
public sealed class LearningTable(Datapath datapath)
{
    public Datapath Datapath => datapath;

    /// <summary>How many packets came to the controller.</summary>
    public long PacketIns { get; internal set; }

    /// <summary>How many flows were installed.</summary>
    public long Flows { get; internal set; }

    /// <summary>How many stations are known.</summary>
    public int Stations => Ports.Count;

    internal Dictionary<MacAddress, PortNumber> Ports { get; } = [];
}
