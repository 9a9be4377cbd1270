namespace RxOfctl.Packets;

/// <summary>The kind of a port ID (IEEE 802.1AB §8.5.3.2).</summary>
public enum LldpPortIdSubtype : byte
{
    /// <summary>ifAlias (RFC 2863).</summary>
    InterfaceAlias = 1,

    /// <summary>entPhysicalAlias of a port or backplane (RFC 6933).</summary>
    PortComponent = 2,

    /// <summary>A MAC address.</summary>
    MacAddress = 3,

    /// <summary>An IANA address family number and the address.</summary>
    NetworkAddress = 4,

    /// <summary>ifName (RFC 2863).</summary>
    InterfaceName = 5,

    /// <summary>The agent's circuit ID (RFC 3046).</summary>
    AgentCircuitId = 6,

    /// <summary>Locally assigned.</summary>
    LocallyAssigned = 7,
}
