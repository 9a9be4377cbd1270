using RxOfctl.Protocol;

namespace RxOfctl.Connections;

/// <summary>What a <see cref="Connection"/> gives its messages to. It is called by one thread at a time.</summary>
public interface IFrameHandler
{
    /// <summary>Messages came: all that were read at once follow, one by one.</summary>
    void OnRead()
    {
    }

    /// <summary>All that were read at once were handed over.</summary>
    /// <returns>False to take no more messages until <see cref="Connection.Resume"/>.</returns>
    bool OnReadDone() => true;

    /// <summary>A message came.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="frame">The message with its header. The bytes are valid during the call only.</param>
    /// <returns>False to take no more messages until <see cref="Connection.Resume"/>.</returns>
    bool OnFrame(FrameHeader header, ReadOnlySpan<byte> frame);
}
