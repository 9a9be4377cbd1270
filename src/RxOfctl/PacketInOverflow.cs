namespace RxOfctl;

/// <summary>What happens when more packet-ins of a datapath wait for the app than <see cref="ControllerOptions"/> allow.</summary>
public enum PacketInOverflow
{
    /// <summary>
    /// The connection is not read until half of them are handled: TCP makes the datapath wait, and nothing is lost. It is kept alive meanwhile. While a
    /// request is in flight, whose reply must be read, reading continues, and the oldest packet-ins are dropped and counted instead.
    /// </summary>
    Pause,

    /// <summary>Reading continues, and the oldest packet-ins are dropped and counted.</summary>
    DropOldest,
}
