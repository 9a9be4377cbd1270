using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>A port of a datapath (<c>ofp_phy_port</c>, OpenFlow 1.0.2 §5.2.1; <c>ofp_port</c>, 1.3.5 §7.2.1, 1.4.1).</summary>
[WireStructure]
public sealed partial record Port
{
    private const int NameLength = 16;

    private static readonly EthernetPortProperty NoEthernet = new();
    private static readonly ValueList<PortProperty> EthernetAlone = [NoEthernet];

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

    /// <summary>
    /// What describes the port further. Before OpenFlow 1.4: one <see cref="EthernetPortProperty"/> and nothing else, which is also what a new port has.
    /// </summary>
    public ValueList<PortProperty> Properties { get; init; } = EthernetAlone;

    /// <summary>What the port uses now. Of the <see cref="EthernetPortProperty"/> of <see cref="Properties"/>.</summary>
    public PortFeatures Curr
    {
        get => Ethernet.Curr;
        init => Properties = Properties.With(Ethernet with { Curr = value });
    }

    /// <summary>What the port offers its peer. Of the <see cref="EthernetPortProperty"/> of <see cref="Properties"/>.</summary>
    public PortFeatures Advertised
    {
        get => Ethernet.Advertised;
        init => Properties = Properties.With(Ethernet with { Advertised = value });
    }

    /// <summary>What the port supports. Of the <see cref="EthernetPortProperty"/> of <see cref="Properties"/>.</summary>
    public PortFeatures Supported
    {
        get => Ethernet.Supported;
        init => Properties = Properties.With(Ethernet with { Supported = value });
    }

    /// <summary>What the port's peer offers. Of the <see cref="EthernetPortProperty"/> of <see cref="Properties"/>.</summary>
    public PortFeatures Peer
    {
        get => Ethernet.Peer;
        init => Properties = Properties.With(Ethernet with { Peer = value });
    }

    /// <summary>The port's bit rate in kbit/s; OpenFlow 1.1 and later. Of the <see cref="EthernetPortProperty"/> of <see cref="Properties"/>.</summary>
    public uint CurrSpeed
    {
        get => Ethernet.CurrSpeed;
        init => Properties = Properties.With(Ethernet with { CurrSpeed = value });
    }

    /// <summary>The port's highest bit rate in kbit/s; OpenFlow 1.1 and later. Of the <see cref="EthernetPortProperty"/> of <see cref="Properties"/>.</summary>
    public uint MaxSpeed
    {
        get => Ethernet.MaxSpeed;
        init => Properties = Properties.With(Ethernet with { MaxSpeed = value });
    }

    private EthernetPortProperty Ethernet => Properties.First<PortProperty, EthernetPortProperty>() ?? NoEthernet;

    private static bool HasLength(OpenFlowVersion version) => version >= OpenFlowVersion.OpenFlow14;

    internal static Port ReadBody(ref WireReader reader) =>
        reader.Version >= OpenFlowVersion.OpenFlow14 ? Read14(ref reader) : Read10(ref reader);

    internal void WriteBody(ref WireWriter writer)
    {
        if (writer.Version >= OpenFlowVersion.OpenFlow14)
            Write14(ref writer);
        else
            Write10(ref writer);
    }

    private static Port Read10(ref WireReader reader)
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
            Properties =
            [
                new EthernetPortProperty
                {
                    Curr = reader.ReadPortFeatures(),
                    Advertised = reader.ReadPortFeatures(),
                    Supported = reader.ReadPortFeatures(),
                    Peer = reader.ReadPortFeatures(),
                    CurrSpeed = is10 ? 0 : reader.ReadUInt32(),
                    MaxSpeed = is10 ? 0 : reader.ReadUInt32(),
                },
            ],
        };
    }

    private static Port Read14(ref WireReader reader)
    {
        var entry = reader.ReadMeasured(lengthAt: 4);
        var number = entry.ReadPortNumber();
        entry.Skip(4);
        var address = entry.ReadMacAddress();
        entry.Skip(2);
        return new()
        {
            PortNo = number,
            HwAddr = address,
            Name = entry.ReadText(NameLength),
            Config = (PortConfig)entry.ReadUInt32(),
            State = (PortState)entry.ReadUInt32(),
            Properties = entry.ReadList<PortProperty>(),
        };
    }

    private void Write10(ref WireWriter writer)
    {
        var is10 = writer.Version == OpenFlowVersion.OpenFlow10;
        writer.RefuseIf(Properties.Count != 1 || Properties[0] is not EthernetPortProperty, "Port.Properties other than one EthernetPortProperty");
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

    private void Write14(ref WireWriter writer)
    {
        var start = writer.Position;
        writer.WritePortNumber(PortNo, "Port.PortNo");
        writer.Pad(4);
        writer.WriteMacAddress(HwAddr);
        writer.Pad(2);
        writer.WriteText(Name, NameLength, "Port.Name");
        writer.WriteUInt32((uint)Config);
        writer.WriteUInt32((uint)State);
        writer.WriteList(Properties);
        writer.SetLength(start + 4, writer.Position - start);
    }
}
