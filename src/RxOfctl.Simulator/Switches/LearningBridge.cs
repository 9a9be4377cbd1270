using RxOfctl.Protocol;
using RxOfctl.Simulator.Fields;

namespace RxOfctl.Simulator.Switches;

/// <summary>The bridge of OFPP_NORMAL: it learns the port of each address in a VLAN, for five minutes.</summary>
internal sealed class LearningBridge(NetworkLock networkLock)
{
    private const int Capacity = 8192;
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(5);

    private readonly Dictionary<(ushort Vlan, ulong Address), (PortNumber Port, DateTimeOffset SeenAt)> _learned = [];

    /// <summary>Learns the packet's source, and looks up its destination.</summary>
    /// <returns>The port to send it by; null to flood it.</returns>
    public PortNumber? Forward(Packet packet)
    {
        var now = networkLock.Scheduler.Now;
        var vlan = (ushort)(packet.FieldWord(FlowKey.EthSrc) & 0xfff);
        var source = packet.Key[FlowKey.EthSrc] >> 16;
        var destination = packet.Key[FlowKey.EthDst] >> 16;
        if (!new MacAddress(source).IsMulticast && !packet.InPort.IsReserved)
        {
            if (_learned.Count >= Capacity && !_learned.ContainsKey((vlan, source)))
                Forget(now);
            if (_learned.Count < Capacity || _learned.ContainsKey((vlan, source)))
                _learned[(vlan, source)] = (packet.InPort, now);
        }

        return _learned.TryGetValue((vlan, destination), out var found) && now - found.SeenAt < Age ? found.Port : null;
    }

    /// <summary>Removes what was learned at a port that was removed or is down.</summary>
    public void Forget(PortNumber port)
    {
        foreach (var key in _learned.Where(entry => entry.Value.Port == port).Select(entry => entry.Key).ToArray())
            _learned.Remove(key);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var key in _learned.Where(entry => now - entry.Value.SeenAt >= Age).Select(entry => entry.Key).ToArray())
            _learned.Remove(key);
    }
}
