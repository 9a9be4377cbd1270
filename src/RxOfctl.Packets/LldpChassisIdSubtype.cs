namespace RxOfctl.Packets;

/// <summary>The kind of a chassis ID (IEEE 802.1AB §8.5.2.2).</summary>
public enum LldpChassisIdSubtype : byte
{
    /// <summary>entPhysicalAlias of a chassis (RFC 6933).</summary>
    ChassisComponent = 1,

    /// <summary>ifAlias (RFC 2863).</summary>
    InterfaceAlias = 2,

    /// <summary>entPhysicalAlias of a port or backplane (RFC 6933).</summary>
    PortComponent = 3,

    /// <summary>A MAC address.</summary>
    MacAddress = 4,

    /// <summary>An IANA address family number and the address.</summary>
    NetworkAddress = 5,

    /// <summary>ifName (RFC 2863).</summary>
    InterfaceName = 6,

    /// <summary>Locally assigned; controllers use <c>dpid:</c> and the datapath id.</summary>
    LocallyAssigned = 7,
}
