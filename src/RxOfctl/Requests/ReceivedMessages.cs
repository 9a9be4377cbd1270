using System.Collections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Requests;

/// <summary>The messages that were received in answer to a request, in their order, which an exception gives the app if it fails.</summary>
/// <remarks>
/// Long parts of multipart replies are kept as bytes and decoded when they are looked at, which happens in failures only. Their entries go
/// to the observer as they arrive, and can then be collected; as objects, those of a dump of 100,000 flows would be kept until its end,
/// and moving them through the generations of the garbage collector cost more than decoding them.
/// </remarks>
internal sealed class ReceivedMessages : IReadOnlyList<OpenFlowMessage>
{
    private const int LongPart = 4096;

    // Each an OpenFlowMessage, or the byte[] of one. Most answers are one message.
    private object? _first;
    private List<object>? _further;

    public int Count => _first is null ? 0 : 1 + (_further?.Count ?? 0);

    public OpenFlowMessage this[int index]
    {
        get
        {
            var message = index == 0 && _first is not null ? _first : (_further ?? [])[index - 1];
            return message is byte[] frame ? OpenFlowCodec.Decode(frame, out _) : (OpenFlowMessage)message;
        }
    }

    /// <summary>Adds a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="frame">Its bytes.</param>
    public void Add(OpenFlowMessage message, ReadOnlySpan<byte> frame)
    {
        object kept = frame.Length >= LongPart && message is MultipartReply ? frame.ToArray() : message;
        if (_first is null)
            _first = kept;
        else
            (_further ??= []).Add(kept);
    }

    public IEnumerator<OpenFlowMessage> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
