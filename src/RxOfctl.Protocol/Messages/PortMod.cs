using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>Changes a port (OFPT_PORT_MOD; <c>ofp_port_mod</c>, OpenFlow 1.0.2 §5.3.3, 1.3.5 §7.3.4.3, 1.4.1).</summary>
[WireCode(15, To = OpenFlowVersion.OpenFlow10)]
[WireCode(16, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record PortMod : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The port.</summary>
    public PortNumber PortNo { get; init; }

    /// <summary>The port's hardware address, which the datapath compares for safety: it cannot be changed.</summary>
    public MacAddress HwAddr { get; init; }

    /// <summary>The bits to be set.</summary>
    public PortConfig Config { get; init; }

    /// <summary>The bits of <see cref="Config"/> to be changed.</summary>
    public PortConfig Mask { get; init; }

    /// <summary>
    /// What is changed further. Before OpenFlow 1.4: at most one <see cref="EthernetPortModProperty"/>, which is not empty.
    /// </summary>
    public ValueList<PortModProperty> Properties { get; init; }

    /// <summary>
    /// What an Ethernet port is to offer its peer; nothing, the default, leaves it as it is. Of the <see cref="EthernetPortModProperty"/> of
    /// <see cref="Properties"/>.
    /// </summary>
    public PortFeatures Advertise
    {
        get => Properties.First<PortModProperty, EthernetPortModProperty>()?.Advertise ?? PortFeatures.None;
        init => Properties = value == PortFeatures.None
            ? Properties.Without<PortModProperty, EthernetPortModProperty>()
            : Properties.With(new EthernetPortModProperty { Advertise = value });
    }

    internal static PortMod ReadBody(ref WireReader reader)
    {
        var is10 = reader.Version == OpenFlowVersion.OpenFlow10;
        var portNo = reader.ReadPortNumber();
        reader.Skip(is10 ? 0 : 4);
        var hwAddr = reader.ReadMacAddress();
        reader.Skip(is10 ? 0 : 2);
        var mod = new PortMod
        {
            PortNo = portNo,
            HwAddr = hwAddr,
            Config = (PortConfig)reader.ReadUInt32(),
            Mask = (PortConfig)reader.ReadUInt32(),
        };
        if (reader.Version >= OpenFlowVersion.OpenFlow14)
            return mod with { Properties = reader.ReadList<PortModProperty>() };
        mod = mod with { Advertise = reader.ReadPortFeatures() };
        reader.Skip(4);
        return mod;
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        var is10 = writer.Version == OpenFlowVersion.OpenFlow10;
        writer.WritePortNumber(PortNo, "PortMod.PortNo");
        writer.Pad(is10 ? 0 : 4);
        writer.WriteMacAddress(HwAddr);
        writer.Pad(is10 ? 0 : 2);
        writer.WriteUInt32((uint)Config);
        writer.WriteUInt32((uint)Mask);
        if (writer.Version >= OpenFlowVersion.OpenFlow14)
        {
            writer.WriteList(Properties);
            return;
        }

        writer.RefuseIf(Properties.Count != (Advertise == PortFeatures.None ? 0 : 1), "PortMod.Properties other than Advertise set");
        writer.WritePortFeatures(Advertise, "PortMod.Advertise");
        writer.Pad(4);
    }
}
