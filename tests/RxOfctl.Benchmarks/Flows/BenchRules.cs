using RxOfctl.Flows;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Benchmarks.Flows;

/// <summary>The rules of the benchmark, and the same flows as text for <c>ovs-ofctl</c>.</summary>
internal static class BenchRules
{
    public static readonly CookieLease Lease = new(0x0012_0000_0000_0000);

    /// <summary>A rule of two kinds: IP by destination address, and TCP to port 80 of one with a new MAC address.</summary>
    public static FlowRule Of(DatapathId datapath, int number)
    {
        var address = new Ipv4Address(0x0a00_0000u + (uint)number);
        return number % 2 == 0
            ? new() { Datapaths = datapath, Priority = 1000, Match = [Oxm.EthType.Is(0x0800), Oxm.Ipv4Dst.Is(address)], Actions = [new OutputAction(1)] }
            : new()
            {
                Datapaths = datapath,
                Priority = 1000,
                Match = [Oxm.EthType.Is(0x0800), Oxm.IpProto.Is(6), Oxm.Ipv4Dst.Is(address), Oxm.TcpDst.Is(80)],
                Actions = [new SetFieldAction(Oxm.EthDst.Is(new MacAddress(0x0200_0000_0000u + (uint)number))), new OutputAction(2)],
            };
    }

    /// <summary>The flows as <c>ovs-ofctl add-flows</c> and <c>replace-flows</c> read them, with the cookies that the rules have.</summary>
    public static IEnumerable<string> Text(int count) =>
        Enumerable.Range(0, count).Select(number => (Of(1, number) with { Tag = Lease.Value }).ToString());

    /// <summary>Changes each hundredth flow for <c>ovs-ofctl add-flows</c>: one half is deleted, the other gets other actions.</summary>
    public static IEnumerable<string> Drift(int count) => Enumerable.Range(0, count / 100).Select(index =>
    {
        var number = index * 100 + index % 2;
        var match = $"priority=1000,{(number % 2 == 0 ? "ip" : "tcp")},nw_dst={new Ipv4Address(0x0a00_0000u + (uint)number)}{(number % 2 == 0 ? "" : ",tp_dst=80")}";
        return index % 4 < 2 ? $"delete_strict {match}" : $"modify_strict {match},actions=drop";
    });
}
