using RxOfctl.Recording.Replays;

namespace RxOfctl.Recording;

/// <content>Requests and their replies.</content>
public sealed partial class Recording
{
    /// <summary>
    /// The messages with which datapaths answered those of the controller, by what they answer: those with the same transaction id later on
    /// the connection, except for messages that a datapath sends on its own, such as packet-ins. HELLO and echo are left out.
    /// </summary>
    public ILookup<RecordedFrame, RecordedFrame> GetReplies()
    {
        var exchanges = Connections.ToDictionary(connection => connection, _ => new RecordedExchange());
        foreach (var frame in Frames)
            exchanges[frame.Connection].Add(frame);
        return exchanges.Values
            .SelectMany(exchange => exchange.Requests)
            .SelectMany(request => request.Replies, (request, reply) => (Request: request.Frame, Reply: reply))
            .ToLookup(each => each.Request, each => each.Reply);
    }
}
