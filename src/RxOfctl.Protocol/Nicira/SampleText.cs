namespace RxOfctl.Protocol.Nicira;

/// <summary>The arguments of a sample action as <c>ovs-ofctl</c> writes them.</summary>
internal static class SampleText
{
    public static string Of(
        ushort probability, uint collectorSetId, uint obsDomainId, uint obsPointId, PortNumber? port = null, SampleDirection direction = SampleDirection.Default) =>
        ActionText.Joined(
            $"probability={probability}",
            $"collector_set_id={collectorSetId}",
            $"obs_domain_id={obsDomainId}",
            $"obs_point_id={obsPointId}",
            port is null || port == PortNumber.Any ? null : $"sampling_port={port}",
            direction switch { SampleDirection.Ingress => "ingress", SampleDirection.Egress => "egress", _ => null });
}
