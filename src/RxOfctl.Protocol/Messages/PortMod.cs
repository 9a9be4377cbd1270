namespace RxOfctl.Protocol.Messages;

/// <summary>Changes a port (OFPT_PORT_MOD; <c>ofp_port_mod</c>, OpenFlow 1.0.2 §5.3.3, 1.3.5 §7.3.4.3, 1.4.1).</summary>
[WireCode(15, To = OpenFlowVersion.OpenFlow10)]
[WireCode(16, From = OpenFlowVersion.OpenFlow11)]
[WireLayout("1.0-1.5", """
    PortNumber PortNo
    pad 4 since 1.1
    MacAddress HwAddr
    pad 2 since 1.1
    u32 Config
    u32 Mask
    Advertise Properties until 1.3
    pad 4 until 1.3
    list Properties since 1.4
    """)]
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
    public ValueList<IPortModProperty> Properties { get; init; }

    /// <summary>
    /// What an Ethernet port is to offer its peer; nothing, the default, leaves it as it is. Of the <see cref="EthernetPortModProperty"/>
    /// of <see cref="Properties"/>.
    /// </summary>
    public PortFeatures Advertise
    {
        get => Properties.First<IPortModProperty, EthernetPortModProperty>()?.Advertise ?? PortFeatures.None;
        init => Properties = value == PortFeatures.None
            ? Properties.Without<IPortModProperty, EthernetPortModProperty>()
            : Properties.With(new EthernetPortModProperty { Advertise = value });
    }

    private static ValueList<IPortModProperty> ReadAdvertise(ref WireReader reader)
    {
        var advertise = reader.ReadPortFeatures();
        return advertise == PortFeatures.None ? [] : [new EthernetPortModProperty { Advertise = advertise }];
    }

    private void WriteAdvertise(ref WireWriter writer)
    {
        writer.RefuseIf(Properties.Count != (Advertise == PortFeatures.None ? 0 : 1), "PortMod.Properties other than Advertise set");
        writer.WritePortFeatures(Advertise, "PortMod.Advertise");
    }
}
