namespace RxOfctl.Packets;

/// <summary>What a TLV of an LLDP frame says (IEEE 802.1AB §8.4.1); any other number to 127 is legal too.</summary>
public enum LldpTlvType : byte
{
    /// <summary>Nothing follows.</summary>
    End = 0,

    /// <summary>Which chassis sends.</summary>
    ChassisId = 1,

    /// <summary>Which of its ports sends.</summary>
    PortId = 2,

    /// <summary>For how many seconds the frame counts.</summary>
    TimeToLive = 3,

    /// <summary>The port in words.</summary>
    PortDescription = 4,

    /// <summary>The name of the system.</summary>
    SystemName = 5,

    /// <summary>The system in words.</summary>
    SystemDescription = 6,

    /// <summary>What the system can do.</summary>
    SystemCapabilities = 7,

    /// <summary>Where it can be managed.</summary>
    ManagementAddress = 8,

    /// <summary>What an organization defined.</summary>
    OrganizationallySpecific = 127,
}
