using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Sessions;

/// <content>Limits of the memory that a peer can make the controller use, besides the message queue.</content>
internal sealed partial class Session
{
    // The length of the last port-status of each port. Most datapaths send none.
    private Dictionary<PortNumber, int>? _portLengths;
    private ByteAccount _portBytes;
    private ByteAccount _handshakeBytes;

    /// <summary>Counts a message that was received during the handshake, whose content is kept until its end.</summary>
    private void CountInHandshake(int length)
    {
        switch (_handshakeBytes.Take(length))
        {
            case ExceededLimit.OfConnection:
                Close($"it sent more than {Options.MaxHandshakeBytes} bytes before the end of its handshake");
                break;
            case ExceededLimit.OfAll:
                Close($"all connections together sent more than {Options.MaxHandshakeBytesInAll} bytes before the end of their handshakes");
                break;
        }
    }

    /// <summary>Counts the bytes that are kept of a port.</summary>
    private void CountPort(PortStatus status, int length)
    {
        _portLengths ??= [];
        var before = _portLengths.GetValueOrDefault(status.Desc.PortNo);
        if (status.Reason == PortReason.Delete)
        {
            _portLengths.Remove(status.Desc.PortNo);
            CountPortBytes(-before);
            return;
        }

        _portLengths[status.Desc.PortNo] = length;
        CountPortBytes(length - before);
    }

    private void CountPortBytes(long bytes)
    {
        switch (_portBytes.Take(bytes))
        {
            case ExceededLimit.OfConnection:
                Close($"it described ports in more than {Options.MaxPortBytes} bytes");
                break;
            case ExceededLimit.OfAll:
                Close($"all datapaths together described ports in more than {Options.MaxPortBytesInAll} bytes");
                break;
        }
    }
}
