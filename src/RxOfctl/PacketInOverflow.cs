namespace RxOfctl;

/// <summary>What happens when more packet-ins of a datapath wait for the app than <see cref="ControllerOptions"/> allow.</summary>
public enum PacketInOverflow
{
    /// <summary>
    /// The datapath is not read until half of them are handled: TCP makes it wait, and nothing is lost. It is kept alive meanwhile. While a request to it
    /// is in flight, whose reply must be read, it is read, and the oldest packet-ins are dropped instead.
    /// </summary>
    Pause,

    /// <summary>The datapath is read, and the oldest packet-ins are dropped and counted.</summary>
    DropOldest,
}
