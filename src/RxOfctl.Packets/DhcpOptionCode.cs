namespace RxOfctl.Packets;

/// <summary>The code of a DHCP option (RFC 2132). Other numbers are valid too.</summary>
public enum DhcpOptionCode : byte
{
    /// <summary>Padding: one byte without a length.</summary>
    Pad = 0,

    /// <summary>The mask of the subnet.</summary>
    SubnetMask = 1,

    /// <summary>The routers of the subnet.</summary>
    Router = 3,

    /// <summary>The name servers.</summary>
    DomainNameServer = 6,

    /// <summary>The client's name.</summary>
    HostName = 12,

    /// <summary>The client's domain.</summary>
    DomainName = 15,

    /// <summary>The address that the client requests.</summary>
    RequestedAddress = 50,

    /// <summary>The lease time of the address, in seconds.</summary>
    LeaseTime = 51,

    /// <summary>The server name and boot file fields hold options.</summary>
    OptionOverload = 52,

    /// <summary>The message type.</summary>
    MessageType = 53,

    /// <summary>The server's address.</summary>
    ServerIdentifier = 54,

    /// <summary>The options that the client requests.</summary>
    ParameterRequestList = 55,

    /// <summary>An error text.</summary>
    Message = 56,

    /// <summary>The longest message that the client accepts.</summary>
    MaximumMessageSize = 57,

    /// <summary>The renewal time in seconds (T1).</summary>
    RenewalTime = 58,

    /// <summary>The rebinding time in seconds (T2).</summary>
    RebindingTime = 59,

    /// <summary>The vendor class of the client.</summary>
    VendorClassIdentifier = 60,

    /// <summary>The client identifier.</summary>
    ClientIdentifier = 61,

    /// <summary>The relay agent information (RFC 3046).</summary>
    RelayAgentInformation = 82,

    /// <summary>The end of the options: one byte without a length.</summary>
    End = 255,
}
