namespace RxOfctl.Packets;

/// <summary>What a DHCP option says (RFC 2132); any other number is legal too.</summary>
public enum DhcpOptionCode : byte
{
    /// <summary>Nothing: one byte without a length.</summary>
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

    /// <summary>The address that the client would like.</summary>
    RequestedAddress = 50,

    /// <summary>For how many seconds the address is lent.</summary>
    LeaseTime = 51,

    /// <summary>The server name and boot file fields hold options.</summary>
    OptionOverload = 52,

    /// <summary>What the message says.</summary>
    MessageType = 53,

    /// <summary>The server's address.</summary>
    ServerIdentifier = 54,

    /// <summary>The options that the client would like.</summary>
    ParameterRequestList = 55,

    /// <summary>What is wrong, in words.</summary>
    Message = 56,

    /// <summary>The longest message that the client takes.</summary>
    MaximumMessageSize = 57,

    /// <summary>After how many seconds to ask the server again (T1).</summary>
    RenewalTime = 58,

    /// <summary>After how many seconds to ask any server (T2).</summary>
    RebindingTime = 59,

    /// <summary>What the client is made by.</summary>
    VendorClassIdentifier = 60,

    /// <summary>Who the client is.</summary>
    ClientIdentifier = 61,

    /// <summary>What a relay agent knows (RFC 3046).</summary>
    RelayAgentInformation = 82,

    /// <summary>Nothing follows: one byte without a length.</summary>
    End = 255,
}
