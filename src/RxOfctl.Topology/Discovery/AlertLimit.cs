namespace RxOfctl.Topology.Discovery;

/// <summary>Limits how often alerts of a kind are raised at a port.</summary>
internal sealed class AlertLimit(TimeSpan interval)
{
    // Ports are few, and kinds too; what expired is dropped when there are more than this.
    private const int Many = 4096;

    private readonly Dictionary<(Type Kind, SwitchPort Port), (DateTimeOffset At, int LeftOut)> _last = [];

    /// <summary>Whether an alert may be raised; it has the number of those left out then.</summary>
    public bool TryPass(ref TopologyAlert alert)
    {
        var key = (alert.GetType(), alert.Port);
        if (_last.TryGetValue(key, out var last) && alert.At - last.At < interval)
        {
            _last[key] = (last.At, last.LeftOut + 1);
            return false;
        }

        if (_last.Count >= Many)
        {
            var now = alert.At;
            foreach (var old in _last.Where(each => now - each.Value.At >= interval).Select(each => each.Key).ToList())
                _last.Remove(old);
        }

        _last[key] = (alert.At, 0);
        alert = alert with { LeftOut = last.LeftOut };
        return true;
    }
}
