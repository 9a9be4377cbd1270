namespace RxOfctl.Serving;

/// <summary>
/// Sees every message of every connection of a controller, as bytes (<see cref="OpenFlowController.Tap"/>). If a method throws, the tap is
/// removed.
/// </summary>
public interface IFrameTap
{
    /// <summary>A connection began, or there was one already when the tap was installed. Called before its messages.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="time">When, by the clock of the controller's scheduler.</param>
    void OnOpened(TappedConnection connection, DateTimeOffset time)
    {
    }

    /// <summary>
    /// A message was received, before it is decoded, or was written to be sent. Called on the thread that reads or writes, in the order of
    /// each direction of a connection: it must be quick, and must not write to the connection.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="isSent">Whether the controller sends it.</param>
    /// <param name="time">When, by the clock of the controller's scheduler.</param>
    /// <param name="frame">The message with its header. The bytes are valid during the call only.</param>
    void OnFrame(TappedConnection connection, bool isSent, DateTimeOffset time, ReadOnlySpan<byte> frame);

    /// <summary>A connection has ended. Called after its messages.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="isClosedByPeer">Whether the peer ended it, or the transport broke; false if the controller did.</param>
    /// <param name="time">When, by the clock of the controller's scheduler.</param>
    void OnClosed(TappedConnection connection, bool isClosedByPeer, DateTimeOffset time)
    {
    }
}
