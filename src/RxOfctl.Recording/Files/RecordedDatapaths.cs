using RxOfctl.Datapaths;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Recording.Files;

/// <summary>The datapaths of recorded connections, as the messages before have made them.</summary>
internal sealed class RecordedDatapaths
{
    private readonly Dictionary<RecordedConnection, State> _states = [];

    /// <summary>Adds the next message.</summary>
    /// <returns>The message, if it is of a datapath and answers no request; else null.</returns>
    public Envelope<OpenFlowMessage>? Add(RecordedFrame frame)
    {
        var header = frame.Header;
        if (!_states.TryGetValue(frame.Connection, out var state))
            _states[frame.Connection] = state = new();
        if (frame.IsSent)
        {
            state.Asked.Add(header.Xid);
            return null;
        }

        if (MessageTypes.IsOfConnection(header) || frame.TryDecode() is not { } message)
            return null;
        if (state.Datapath is null)
        {
            if (message is FeaturesReply features)
                state.Datapath = new(features, header.Version, frame.Connection.Peer, features.Ports);
            return null;
        }

        if (message is PortDescReply ports)
            state.Datapath.SetPorts(ports.Body);
        if (message is not ErrorMessage && !MessageTypes.IsAsynchronous(header) && state.Asked.Contains(header.Xid))
            return null;
        state.Datapath.Apply(message);
        return new(state.Datapath.Datapath, header.Xid, message, frame.Timestamp);
    }

    private sealed class State
    {
        /// <summary>The transaction ids of what the controller sent.</summary>
        public HashSet<uint> Asked { get; } = [];

        /// <summary>Null before the features are known.</summary>
        public RecordedDatapath? Datapath { get; set; }
    }
}
