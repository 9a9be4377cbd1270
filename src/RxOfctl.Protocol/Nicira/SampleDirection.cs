namespace RxOfctl.Protocol.Nicira;

/// <summary>Which packets at a port are sampled (<c>nx_action_sample_direction</c>).</summary>
public enum SampleDirection : byte
{
    /// <summary>The datapath decides.</summary>
    Default = 0,

    /// <summary>Those that come in.</summary>
    Ingress = 1,

    /// <summary>Those that go out.</summary>
    Egress = 2,
}
