using RxOfctl.Protocol;

namespace RxOfctl.Simulator;

/// <summary>What a link can be plugged into: a port of a switch, or a host.</summary>
internal interface ILinkEnd
{
    /// <summary>What people call it: <c>s1:2</c>, <c>h1</c>.</summary>
    string Name { get; }

    /// <summary>The link that is plugged in, if any.</summary>
    SimulatedLink? Link { get; set; }

    /// <summary>A frame came over the link.</summary>
    void Receive(ByteString frame);

    /// <summary>The link was plugged in or out, or went up or down.</summary>
    void OnLinkChanged();
}
