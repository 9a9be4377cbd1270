using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>A port of a datapath (<c>ofp_phy_port</c>, OpenFlow 1.0.2 §5.2.1; <c>ofp_port</c>, 1.3.5 §A.2.1).</summary>
[WireStructure]
public sealed partial record Port
{
    private const int NameLength = 16;

    /// <summary>The port's number, one of its datapath's.</summary>
    public PortNumber PortNo { get; init; }

    /// <summary>The port's hardware address.</summary>
    public MacAddress HwAddr { get; init; }

    /// <summary>The port's name, at most 16 characters; 15 by the specification.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the administrator set.</summary>
    public PortConfig Config { get; init; }

    /// <summary>What the port found.</summary>
    public PortState State { get; init; }

    /// <summary>What the port uses now.</summary>
    public PortFeatures Curr { get; init; }

    /// <summary>What the port offers its peer.</summary>
    public PortFeatures Advertised { get; init; }

    /// <summary>What the port supports.</summary>
    public PortFeatures Supported { get; init; }

    /// <summary>What the port's peer offers.</summary>
    public PortFeatures Peer { get; init; }

    /// <summary>The port's bit rate in kbit/s; OpenFlow 1.1 and later.</summary>
    public uint CurrSpeed { get; init; }

    /// <summary>The port's highest bit rate in kbit/s; OpenFlow 1.1 and later.</summary>
    public uint MaxSpeed { get; init; }

    internal static Port ReadBody(ref WireReader reader)
    {
        var is10 = reader.Version == OpenFlowVersion.OpenFlow10;
        var number = reader.ReadPortNumber();
        reader.Skip(is10 ? 0 : 4);
        var address = reader.ReadMacAddress();
        reader.Skip(is10 ? 0 : 2);
        return new()
        {
            PortNo = number,
            HwAddr = address,
            Name = reader.ReadText(NameLength),
            Config = (PortConfig)reader.ReadUInt32(),
            State = (PortState)reader.ReadUInt32(),
            Curr = reader.ReadPortFeatures(),
            Advertised = reader.ReadPortFeatures(),
            Supported = reader.ReadPortFeatures(),
            Peer = reader.ReadPortFeatures(),
            CurrSpeed = is10 ? 0 : reader.ReadUInt32(),
            MaxSpeed = is10 ? 0 : reader.ReadUInt32(),
        };
    }

    internal void WriteBody(ref WireWriter writer)
    {
        var is10 = writer.Version == OpenFlowVersion.OpenFlow10;
        writer.WritePortNumber(PortNo, "Port.PortNo");
        writer.Pad(is10 ? 0 : 4);
        writer.WriteMacAddress(HwAddr);
        writer.Pad(is10 ? 0 : 2);
        writer.WriteText(Name, NameLength, "Port.Name");
        writer.WriteUInt32((uint)Config);
        writer.WriteUInt32((uint)State);
        writer.WritePortFeatures(Curr, "Port.Curr");
        writer.WritePortFeatures(Advertised, "Port.Advertised");
        writer.WritePortFeatures(Supported, "Port.Supported");
        writer.WritePortFeatures(Peer, "Port.Peer");
        if (is10)
        {
            writer.RefuseIf(CurrSpeed != 0, "Port.CurrSpeed");
            writer.RefuseIf(MaxSpeed != 0, "Port.MaxSpeed");
            return;
        }

        writer.WriteUInt32(CurrSpeed);
        writer.WriteUInt32(MaxSpeed);
    }
}
