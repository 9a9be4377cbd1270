using RxOfctl.Protocol;

namespace RxOfctl.Connections;

/// <summary>Handles the messages of a <see cref="Connection"/>. It is called by one thread at a time.</summary>
public interface IFrameHandler
{
    /// <summary>Called before the messages that were read together.</summary>
    void OnRead()
    {
    }

    /// <summary>Called after the messages that were read together.</summary>
    /// <returns>False to take no more messages until <see cref="Connection.Resume"/>.</returns>
    bool OnReadDone() => true;

    /// <summary>Handles a message.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="frame">The message with its header. The bytes are valid during the call only.</param>
    /// <returns>False to take no more messages until <see cref="Connection.Resume"/>.</returns>
    bool OnFrame(FrameHeader header, ReadOnlySpan<byte> frame);
}
