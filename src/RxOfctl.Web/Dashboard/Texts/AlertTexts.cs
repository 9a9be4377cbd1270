using RxOfctl.Topology;

namespace RxOfctl.Web.Dashboard.Texts;

/// <summary>Alerts as sentences.</summary>
internal static class AlertTexts
{
    public static string Of(TopologyAlert alert) => alert switch
    {
        ForgedProbeAlert forged => $"A probe that claims to come from {Names.Of(forged.ClaimedFrom)} is not signed by this controller.",
        ReplayedProbeAlert replayed => $"A probe of {Names.Of(replayed.From)}, sent at {Units.Time(replayed.SentAt)}, came again.",
        HostPortProbeAlert probe =>
            $"The port of host {probe.LastHost.Mac} passes probes on: link {Names.Of(probe.Link)} was {Did(alert)}.",
        SlowLinkAlert slow =>
            $"Link {Names.Of(slow.Link)} takes {Units.Latency(slow.Latency)}, more than {Units.Latency(slow.Limit)}: it may be relayed.",
        HostHijackAlert hijack =>
            $"Another station uses the address of host {Names.Of(hijack.Host)}, which still answers at {Names.Of(hijack.Host.Port)}.",
        HostLimitAlert => "There are more hosts at this port than are learned.",
        FlappingLinkAlert flapping =>
            $"Link {Names.Of(flapping.Link)} was lost {flapping.Flaps} times. It is held back until {Units.Time(flapping.Until)}.",
        _ => $"{alert}",
    };

    private static string Did(TopologyAlert alert) => alert.Action == AlertAction.Accept ? "accepted" : "withheld";
}
