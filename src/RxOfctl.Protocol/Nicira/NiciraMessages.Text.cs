using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Nicira;

/// <content>The syntax of <c>ovs-ofctl add-tlv-map</c>.</content>
public sealed partial record TlvMap
{
    /// <summary>The mapping in the syntax of <c>ovs-ofctl</c>: <c>{class=0xffff,type=0,len=4}->tun_metadata0</c>.</summary>
    public override string ToString() => NiciraText.Of(this);

    /// <summary>Reads mappings in the syntax of <c>ovs-ofctl add-tlv-map</c>, with commas between them.</summary>
    /// <exception cref="OpenFlowFormatException">The text is not a list of mappings.</exception>
    public static ValueList<TlvMap> ParseList(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return NiciraText.ReadMaps(new(text));
    }
}

/// <content>The syntax of <c>ovs-ofctl ct-flush</c>.</content>
public sealed partial record NiciraCtFlush
{
    /// <summary>
    /// Reads the arguments of <c>ovs-ofctl ct-flush</c>: first <c>zone=N</c>, or nothing for all zones; then a tuple of the original
    /// direction, as <c>ct_nw_src=10.0.0.1,ct_nw_proto=6,ct_tp_dst=80</c>, and one of the direction of replies. An empty tuple fits any.
    /// </summary>
    /// <exception cref="OpenFlowFormatException">One of the texts is something else.</exception>
    public static NiciraCtFlush Parse(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return NiciraText.ReadFlush(arguments);
    }
}

/// <content>The statistics as text.</content>
public sealed partial record NiciraIpfixStats
{
    /// <summary>The counters as <c>ovs-ofctl dump-ipfix-flow</c> writes them, on one line.</summary>
    public override string ToString() => NiciraText.Of(this);
}
