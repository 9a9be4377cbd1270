using RxOfctl.Protocol;

namespace RxOfctl.Simulator;

/// <summary>What a simulated switch is like. What is not set has a sound default.</summary>
public sealed record SimulatedSwitchOptions
{
    /// <summary>What people call it; by default <c>s</c> and the datapath id.</summary>
    public string? Name { get; init; }

    /// <summary>The versions of OpenFlow that it offers. Default OpenFlow 1.3 alone.</summary>
    public IReadOnlyList<OpenFlowVersion> Versions { get; init; } = [OpenFlowVersion.OpenFlow13];

    /// <summary>How many flow tables it has, 1 to 254. Default 8.</summary>
    public int TableCount { get; init; } = 8;

    /// <summary>How many flows a table can hold. Default 65,536.</summary>
    public int TableCapacity { get; init; } = 65_536;

    /// <summary>How many packets it keeps in buffers for the controllers. Default 0: each packet-in brings the whole packet.</summary>
    public int BufferCount { get; init; }

    /// <summary>Its queues. Default none: each port then sends all packets alike, whatever queue they name.</summary>
    public IReadOnlyList<SimulatedQueue> Queues { get; init; } = [];

    /// <summary>How many bytes a part of a multipart reply has at most, 1,100 to 65,535. Default 65,535.</summary>
    public int MultipartLength { get; init; } = ushort.MaxValue;
}
