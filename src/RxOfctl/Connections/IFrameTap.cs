namespace RxOfctl.Connections;

/// <summary>Sees every message of every connection of a controller, as bytes (<see cref="OpenFlowController.Tap"/>).</summary>
public interface IFrameTap
{
    /// <summary>
    /// A message was received, before it is decoded, or was written to be sent. Called on the thread that reads or writes, in the order of
    /// each direction of a connection: it must be quick, and must not write to the connection. If it throws, it is removed (<see
    /// cref="OpenFlowController.Tap"/>).
    /// </summary>
    /// <param name="peer">The name of the peer, which is <see cref="Datapath.RemoteEndPoint"/>.</param>
    /// <param name="isSent">Whether the controller sends it.</param>
    /// <param name="time">When, by the clock of the controller's scheduler.</param>
    /// <param name="frame">The message with its header. The bytes are valid during the call only.</param>
    void OnFrame(string peer, bool isSent, DateTimeOffset time, ReadOnlySpan<byte> frame);
}

/// <summary>Sees the messages of one connection.</summary>
internal delegate void FrameTap(bool isSent, ReadOnlySpan<byte> frame);
