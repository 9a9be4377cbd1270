using RxOfctl.Protocol.Matching;

namespace RxOfctl.Protocol.Nicira;

/// <summary>The names of fields in what is learned, where <c>ovs-ofctl</c> writes others than in matches.</summary>
internal static class LearnNames
{
    public static string Of(OxmType field) => field.ShortName switch
    {
        "dl_dst" => "eth_dst",
        "dl_src" => "eth_src",
        "dl_type" => "eth_type",
        "nw_src" => "ip_src",
        "nw_dst" => "ip_dst",
        var name => name,
    };
}
