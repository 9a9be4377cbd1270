namespace RxOfctl.Simulator.Fields;

/// <summary>What is known of the packets that come to an action: by the match of the flow, or by the packet itself, and by actions before.</summary>
internal sealed class KnownFields
{
    /// <summary>The values.</summary>
    public ulong[] Key { get; } = new ulong[FlowKey.Words];

    /// <summary>Which bits of them are known.</summary>
    public ulong[] Bits { get; } = new ulong[FlowKey.Words];

    /// <summary>All that is known of one packet.</summary>
    public static KnownFields Of(Packet packet)
    {
        packet.Parse();
        var known = new KnownFields();
        packet.Key.CopyTo(known.Key, 0);
        Array.Fill(known.Bits, ulong.MaxValue);
        return known;
    }

    /// <summary>What is known of the EtherType, or null.</summary>
    public ushort? EthType
    {
        get => (Bits[FlowKey.EthDst] & 0xffff) == 0xffff ? (ushort)Key[FlowKey.EthDst] : null;
        set
        {
            Key[FlowKey.EthDst] = (Key[FlowKey.EthDst] & ~0xfffful) | value.GetValueOrDefault();
            Bits[FlowKey.EthDst] = (Bits[FlowKey.EthDst] & ~0xfffful) | (value is null ? 0ul : 0xffff);
            // What follows another type is not what followed the one before.
            for (var word = FlowKey.Encapsulation; word < FlowKey.EndOfHeaders; word++)
                Bits[word] = 0;
        }
    }

    /// <summary>True if the packets have a VLAN tag for certain.</summary>
    public bool HasVlan
    {
        get => (Bits[FlowKey.EthSrc] & Key[FlowKey.EthSrc] & HeaderParser.VlanPresent) != 0;
        set
        {
            Key[FlowKey.EthSrc] = (Key[FlowKey.EthSrc] & ~0xfffful) | (value ? HeaderParser.VlanPresent : 0ul);
            Bits[FlowKey.EthSrc] = (Bits[FlowKey.EthSrc] & ~0xfffful) | (value ? HeaderParser.VlanPresent : 0ul);
        }
    }
}
