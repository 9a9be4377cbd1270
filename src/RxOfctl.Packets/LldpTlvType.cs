namespace RxOfctl.Packets;

/// <summary>The type of a TLV of an LLDP frame (IEEE 802.1AB §8.4.1). Other numbers up to 127 are valid too.</summary>
public enum LldpTlvType : byte
{
    /// <summary>The end of the LLDP frame.</summary>
    End = 0,

    /// <summary>The chassis that sends the frame.</summary>
    ChassisId = 1,

    /// <summary>The port that sends the frame.</summary>
    PortId = 2,

    /// <summary>The time to live.</summary>
    TimeToLive = 3,

    /// <summary>The port description.</summary>
    PortDescription = 4,

    /// <summary>The name of the system.</summary>
    SystemName = 5,

    /// <summary>The system description.</summary>
    SystemDescription = 6,

    /// <summary>The system capabilities.</summary>
    SystemCapabilities = 7,

    /// <summary>The management address.</summary>
    ManagementAddress = 8,

    /// <summary>An organizationally specific TLV.</summary>
    OrganizationallySpecific = 127,
}
