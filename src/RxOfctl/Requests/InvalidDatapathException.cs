using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>There is no such datapath, or no longer: it never connected, it disconnected, or another connection took its place.</summary>
public sealed class InvalidDatapathException : RequestException
{
    /// <summary>A datapath that is not there.</summary>
    /// <param name="datapathId">The datapath.</param>
    /// <param name="reason">Why it is not there.</param>
    /// <param name="result">What had come in answer.</param>
    public InvalidDatapathException(DatapathId datapathId, string reason, IReadOnlyList<OpenFlowMessage> result)
        : base($"Datapath {datapathId} cannot be asked: {reason}. Look it up again once it has connected.", result) =>
        DatapathId = datapathId;

    /// <summary>The datapath.</summary>
    public DatapathId DatapathId { get; }
}
