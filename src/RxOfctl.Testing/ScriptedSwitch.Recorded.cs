using System.Buffers.Binary;
using System.Reactive.Concurrency;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Recording;

namespace RxOfctl.Testing;

/// <content>A datapath that acts as one did in a recording.</content>
public sealed partial class ScriptedSwitch
{
    /// <summary>
    /// Connects a datapath that acts as it did in a recording: it answers each message that the controller sent then as it answered it, and
    /// sends its own messages at the times at which it sent them, counted from its connection.
    /// </summary>
    /// <param name="controller">The controller.</param>
    /// <param name="recording">The recording. The first connection of the datapath in it counts.</param>
    /// <param name="datapathId">The datapath; null if the recording has only one.</param>
    /// <remarks>
    /// Messages are recognized by their content. Replies come at once; a message that is sent more often than it was recorded gets the last
    /// replies again. Echo requests and barriers are always answered, and other messages that are not in the recording never, unless the
    /// test defines it: what it defines by <see cref="Expect{T}"/> and <see cref="Always{T}"/> comes first.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="controller"/> or <paramref name="recording"/> is null.</exception>
    /// <exception cref="ArgumentException">The recording has not the handshake of this datapath, or of one datapath only.</exception>
    public static ScriptedSwitch Connect(OpenFlowController controller, Recording.Recording recording, DatapathId? datapathId = null)
    {
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(recording);
        var connection = ConnectionOf(recording, datapathId);
        var frames = recording.Frames.Where(frame => frame.Connection == connection).ToList();
        var replies = recording.GetReplies();
        var peer = new ScriptedSwitch(controller, connection.Version!.Value, connection.Peer);
        peer.Always<EchoRequest>().Reply(request => new EchoReply { Data = request.Data });
        peer.Always<BarrierRequest>().Reply(new BarrierReply());
        peer.Always<PortDescRequest>().Reply(new PortDescReply());
        peer.AnswerAsRecorded(frames, replies);
        peer.Send(Hello.Of([connection.Version.Value]));

        var answers = frames.SelectMany(frame => replies[frame]).ToHashSet();
        foreach (var frame in frames.Where(frame => !frame.IsSent && !answers.Contains(frame)))
        {
            if (frame.TryDecode() is not (null or Hello or EchoReply))
                controller.Scheduler.Schedule(frame.Timestamp - connection.OpenedAt, () => peer.SendBytes(frame.Data.Span));
        }

        return peer;
    }

    private static RecordedConnection ConnectionOf(Recording.Recording recording, DatapathId? datapathId)
    {
        var connections = recording.Connections
            .Where(connection => connection.DatapathId is { } id && (datapathId is null || id == datapathId) && connection.Version is not null)
            .ToList();
        if (connections.Count == 0)
            throw new ArgumentException($"The recording has no handshake of datapath {datapathId?.ToString() ?? "(any)"}.", nameof(recording));
        if (connections.Any(connection => connection.DatapathId != connections[0].DatapathId))
            throw new ArgumentException("The recording has several datapaths: say which one.", nameof(datapathId));
        return connections[0];
    }

    // By content, since transaction ids differ; the first such message gets the first replies, and so on.
    private void AnswerAsRecorded(IEnumerable<RecordedFrame> frames, ILookup<RecordedFrame, RecordedFrame> replies)
    {
        var answers = new Dictionary<OpenFlowMessage, Queue<IEnumerable<RecordedFrame>>>();
        foreach (var frame in frames.Where(replies.Contains))
        {
            var message = frame.Decode();
            if (!answers.TryGetValue(message, out var queue))
                answers[message] = queue = new();
            queue.Enqueue(replies[frame]);
        }

        Always<OpenFlowMessage>(answers.ContainsKey).Do(received =>
        {
            var queue = answers[received.Message];
            foreach (var reply in queue.Count > 1 ? queue.Dequeue() : queue.Peek())
            {
                var bytes = reply.Data.ToArray();
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), received.Xid);
                SendBytes(bytes);
            }
        });
    }
}
