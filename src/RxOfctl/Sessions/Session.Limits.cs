using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Sessions;

/// <content>Limits of the memory that a peer can make the controller use, besides the message queue.</content>
internal sealed partial class Session
{
    // The length of the last port-status of each port. Most datapaths send none.
    private Dictionary<PortNumber, int>? _portLengths;
    private long _portBytes;
    private long _handshakeBytes;

    /// <summary>Counts a message that was received during the handshake, whose content is kept until its end.</summary>
    private void CountInHandshake(int length)
    {
        var budget = _owner.HandshakeBytes;
        if (_handshakeBytes + length > Options.MaxHandshakeBytes)
        {
            Close($"it sent more than {Options.MaxHandshakeBytes} bytes before the end of its handshake");
        }
        else if (!budget.TryTake(length))
        {
            Close($"all connections together sent more than {budget.Limit} bytes before the end of their handshakes");
        }
        else
        {
            Interlocked.Add(ref _handshakeBytes, length);
            // Another thread may have closed it, and returned what was taken before.
            if (IsClosed)
                ReturnHandshakeBytes();
        }
    }

    private void ReturnHandshakeBytes() => _owner.HandshakeBytes.Return(Interlocked.Exchange(ref _handshakeBytes, 0));

    /// <summary>Counts the bytes that are kept of a port.</summary>
    private void CountPort(PortStatus status, int length)
    {
        _portLengths ??= [];
        _portBytes -= _portLengths.GetValueOrDefault(status.Desc.PortNo);
        if (status.Reason == PortReason.Delete)
        {
            _portLengths.Remove(status.Desc.PortNo);
            return;
        }

        _portLengths[status.Desc.PortNo] = length;
        _portBytes += length;
        if (_portBytes > Options.MaxPortBytes)
            Close($"it reported ports in more than {Options.MaxPortBytes} bytes of port-status");
    }
}
