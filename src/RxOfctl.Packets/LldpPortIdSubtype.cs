namespace RxOfctl.Packets;

/// <summary>What kind of name a port ID is (IEEE 802.1AB §8.5.3.2).</summary>
public enum LldpPortIdSubtype : byte
{
    /// <summary>ifAlias (RFC 2863).</summary>
    InterfaceAlias = 1,

    /// <summary>entPhysicalAlias of a port or backplane (RFC 6933).</summary>
    PortComponent = 2,

    /// <summary>Six bytes.</summary>
    MacAddress = 3,

    /// <summary>An IANA address family number and the address.</summary>
    NetworkAddress = 4,

    /// <summary>ifName (RFC 2863).</summary>
    InterfaceName = 5,

    /// <summary>The agent's circuit ID (RFC 3046).</summary>
    AgentCircuitId = 6,

    /// <summary>Whatever the sender likes.</summary>
    LocallyAssigned = 7,
}
