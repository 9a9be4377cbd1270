using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>
/// A message was not sent, because the datapath reads more slowly than it is sent to, and there was no room within
/// <see cref="ControllerOptions.SendTimeout"/>. Once that has happened, <see cref="Datapath.Send"/> fails at once until the datapath reads again.
/// </summary>
public sealed class SendTimeoutException : RequestException
{
    internal SendTimeoutException(OpenFlowMessage message, DatapathId datapathId, TimeSpan limit, long waiting)
        : base(
            $"{message.GetType().Name} was not sent: datapath {datapathId} had no room for it within {limit}; {waiting} bytes wait until it reads them. "
            + "Datapath.TrySend drops a message instead of waiting, and Datapath.SendAsync waits without blocking.",
            [])
    {
        DatapathId = datapathId;
    }

    /// <summary>The datapath that does not read.</summary>
    public DatapathId DatapathId { get; }
}
