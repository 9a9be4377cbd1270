using RxOfctl.Capture;
using RxOfctl.Capture.Tcp;
using RxOfctl.Protocol;

namespace RxOfctl.Cli.Bytes;

/// <summary>
/// The OpenFlow messages of the TCP connections in a capture. A connection carries OpenFlow if its first bytes are a header of it.
/// </summary>
internal static class CapturedMessages
{
    // The highest type of message of any version (OFPT_CONTROLLER_STATUS).
    private const byte MaxType = 35;

    /// <summary>Decodes the messages in the order in which they were captured.</summary>
    /// <returns>False if one of them is not valid.</returns>
    /// <exception cref="CaptureFormatException">The file is not a capture, or is damaged.</exception>
    public static bool Decode(Stream file, Output output, FrameForm form, int? port, CancellationToken cancellation)
    {
        using var reader = new CaptureReader(file);
        var halves = new Dictionary<(TcpConnection, bool), Half>();
        var isValid = true;
        foreach (var captured in TcpReassembler.Read(reader))
        {
            cancellation.ThrowIfCancellationRequested();
            if (port is { } wanted && captured.Connection.Client.Port != wanted && captured.Connection.Server.Port != wanted)
                continue;
            var key = (captured.Connection, captured.FromClient);
            if (captured.Kind == TcpEventKind.Closed)
            {
                halves.Remove((captured.Connection, true));
                halves.Remove((captured.Connection, false));
            }
            else if (captured.Kind is TcpEventKind.Data or TcpEventKind.Gap)
            {
                if (!halves.TryGetValue(key, out var half))
                    halves[key] = half = new(captured.Connection, captured.FromClient);
                isValid &= half.Add(captured, output, form);
            }
        }

        if (reader.IsTruncated)
            throw new ToolException("The capture is cut off in the middle of a packet; what was before it was decoded.");
        return isValid;
    }

    /// <summary>One direction of a connection.</summary>
    private sealed class Half(TcpConnection connection, bool fromClient)
    {
        private readonly (string From, string To) _ends =
            fromClient ? ($"{connection.Client}", $"{connection.Server}") : ($"{connection.Server}", $"{connection.Client}");

        private byte[] _waiting = [];
        private bool? _isOpenFlow;

        public bool Add(TcpEvent captured, Output output, FrameForm form)
        {
            if (captured.Kind == TcpEventKind.Gap)
            {
                // Where the next message begins is not known; what follows is taken up again where a segment begins with a header.
                if (_isOpenFlow == true)
                    WriteGap(captured, output, form);
                (_waiting, _isOpenFlow) = ([], null);
                return true;
            }

            if (_isOpenFlow == false)
                return true;
            _waiting = [.. _waiting, .. captured.Data.Span];
            var isValid = true;
            var position = 0;
            while (FrameHeader.TryRead(_waiting.AsSpan(position), out var header))
            {
                _isOpenFlow ??= IsOpenFlow(header);
                if (_isOpenFlow == false || header.Length > _waiting.Length - position)
                    break;
                if (header.Length < FrameHeader.Size)
                {
                    _isOpenFlow = false;
                    return DecodedFrame.Of(_waiting.AsSpan(position, FrameHeader.Size)).Write(output, form, Origin(captured));
                }

                isValid &= DecodedFrame.Of(_waiting.AsSpan(position, header.Length)).Write(output, form, Origin(captured));
                position += header.Length;
            }

            _waiting = _isOpenFlow == false ? [] : _waiting[position..];
            return isValid;
        }

        private FrameOrigin Origin(TcpEvent captured) => new(captured.Timestamp, _ends.From, _ends.To);

        private void WriteGap(TcpEvent captured, Output output, FrameForm form)
        {
            if (form == FrameForm.Text)
            {
                output.WriteLine($"{Origin(captured)}{captured.MissingBytes} bytes are missing in the capture");
            }
            else if (form == FrameForm.Json)
            {
                output.WriteObject(writer =>
                {
                    Origin(captured).WriteMembers(writer);
                    writer.WriteNumber("missing_bytes", captured.MissingBytes);
                });
            }
        }

        private static bool IsOpenFlow(FrameHeader header) =>
            header.Version is >= OpenFlowVersion.OpenFlow10 and <= OpenFlowVersion.OpenFlow15
                && (byte)header.Type <= MaxType
                && header.Length >= FrameHeader.Size;
    }
}
