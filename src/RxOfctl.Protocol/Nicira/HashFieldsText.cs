namespace RxOfctl.Protocol.Nicira;

/// <summary>What is hashed as <c>ovs-ofctl</c> writes it.</summary>
internal static class HashFieldsText
{
    public static string ToText(this HashFields fields) => fields switch
    {
        HashFields.EthSrc => "eth_src",
        HashFields.SymmetricL4 => "symmetric_l4",
        HashFields.SymmetricL3L4 => "symmetric_l3l4",
        HashFields.SymmetricL3L4Udp => "symmetric_l3l4+udp",
        HashFields.NwSrc => "nw_src",
        HashFields.NwDst => "nw_dst",
        HashFields.SymmetricL3 => "symmetric_l3",
        _ => "<unknown>",
    };
}
