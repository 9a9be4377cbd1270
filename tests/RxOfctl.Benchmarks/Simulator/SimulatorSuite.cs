using RxOfctl.Benchmarks.Suites;

namespace RxOfctl.Benchmarks.Simulator;

/// <summary>Simulated switches: lookup and forwarding of one, and what many cost. All figures are of CPU time, so that they hold on a busy machine.</summary>
internal static class SimulatorSuite
{
    // The flow counts and mask counts of the table of lookups.
    private static readonly int[] FlowCounts = [10, 1_000, 10_000, 100_000, 1_000_000];
    private static readonly int[] MaskCounts = [1, 10, 100];

    public static void Run(Targets targets, int maxFlows)
    {
        // For the just-in-time compiler.
        new SwitchUnderLoad(flows: 1000, masks: 10, delivers: true).Forward(packets: 200_000, kinds: 10_000);
        MeasureLookup(maxFlows);
        MeasureForwarding(targets);
        MeasureNetworks(targets);
    }

    private static void MeasureLookup(int maxFlows)
    {
        var table = new Table(
            "Lookup in one table, out by a port without a link",
            "flows", "masks", "add, µs each", "ns, 1,000 kinds of packets", "ns, all packets differ", "bytes of garbage");
        foreach (var flows in FlowCounts.Where(flows => flows <= maxFlows))
        {
            foreach (var masks in MaskCounts.Where(masks => masks <= flows))
            {
                var lookup = new SwitchUnderLoad(flows, masks, delivers: false);
                var known = lookup.Forward(packets: 500_000, kinds: 1000);
                var differing = lookup.Forward(packets: 500_000, kinds: 500_000);
                table.Add(flows, masks, lookup.MicrosecondsToAdd, known.Nanoseconds, differing.Nanoseconds, known.Bytes);
            }
        }

        table.Print();
    }

    private static void MeasureForwarding(Targets targets)
    {
        var table = new Table("Forwarding through a switch of 10,000 flows", "way", "packets/s of CPU", "ns", "bytes of garbage");
        foreach (var delivers in new[] { false, true })
        {
            var load = new SwitchUnderLoad(flows: 10_000, masks: 10, delivers);
            load.Forward(packets: 500_000, kinds: 10_000);
            var measured = load.Forward(packets: 2_000_000, kinds: 10_000);
            table.Add(delivers ? "over a link to a host" : "out by a port without a link", 1e9 / measured.Nanoseconds, measured.Nanoseconds, measured.Bytes);
            if (!delivers)
                targets.AtLeast("packets/s of CPU through a switch of 10,000 flows", 1_000_000, 1e9 / measured.Nanoseconds);
        }

        table.Print();
    }

    private static void MeasureNetworks(Targets targets)
    {
        // A small one first, for the just-in-time compiler.
        NetworkUnderLoad.Ring(50);
        NetworkUnderLoad.FatTree(4);
        var ring = NetworkUnderLoad.Ring(1000);
        var fatTree = NetworkUnderLoad.FatTree(8);
        var table = new Table(
            "Networks in virtual time, with a controller in memory",
            "network", "switches", "hosts", "build and connect, s", "flows, s", "pings", "answered", "pings, s", "KB a switch");
        foreach (var network in new[] { ring, fatTree })
        {
            table.Add(
                network.Name, network.Switches, network.Hosts, network.SecondsToConnect, network.SecondsToInstall, network.Pings, network.Answered,
                network.SecondsToPing, network.KilobytesPerSwitch);
        }

        table.Print();
        targets.AtMost("s of CPU until a ring of 1,000 switches is connected", 1, ring.SecondsToConnect);
        targets.AtMost("s of CPU for 1,000 pings along flows of a spanning tree", 1, ring.SecondsToPing);
        targets.AtMost("KB a switch", 100, ring.KilobytesPerSwitch);
    }
}
