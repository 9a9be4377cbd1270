using System.Buffers;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Requests;

/// <summary>
/// Writes a multipart request that is longer than a message can be as several, of which all but the last have OFPMPF_REQ_MORE (OpenFlow
/// 1.3.5 §7.3.5). All have the same transaction id.
/// </summary>
internal static class MultipartParts
{
    // Of the header and the multipart header (ofp_multipart_request).
    private const int HeaderLength = 16;

    /// <summary>Whether a request has a list that can be divided, and is too long for one message.</summary>
    public static bool Needs(OpenFlowMessage message, OpenFlowVersion version) => message switch
    {
        TableFeaturesRequest { Body.Count: > 1 } tables => LengthOf(tables.Body, Of, version) > OpenFlowCodec.MaxLength,
        FlowMonitorRequest { Body.Count: > 1 } monitors => LengthOf(monitors.Body, Of, version) > OpenFlowCodec.MaxLength,
        _ => false,
    };

    /// <summary>Writes the parts.</summary>
    /// <exception cref="OpenFlowEncodeException">An entry cannot be encoded, or is too long for a message.</exception>
    public static void Encode(OpenFlowMessage message, OpenFlowVersion version, uint xid, IBufferWriter<byte> output)
    {
        if (message is TableFeaturesRequest tables)
            Encode(tables.Body, Of, version, xid, output);
        else
            Encode(((FlowMonitorRequest)message).Body, Of, version, xid, output);
    }

    private static TableFeaturesRequest Of(ValueList<TableFeatures> body, MultipartFlags flags) => new() { Body = body, Flags = flags };

    private static FlowMonitorRequest Of(ValueList<FlowMonitor> body, MultipartFlags flags) => new() { Body = body, Flags = flags };

    private static void Encode<T>(
        ValueList<T> entries,
        Func<ValueList<T>, MultipartFlags, OpenFlowMessage> make,
        OpenFlowVersion version,
        uint xid,
        IBufferWriter<byte> output)
    {
        var part = new List<T>();
        var length = HeaderLength;
        foreach (var entry in entries)
        {
            var its = LengthOf(entry, make, version);
            if (part.Count > 0 && length + its > OpenFlowCodec.MaxLength)
            {
                OpenFlowCodec.Encode(make([.. part], MultipartFlags.More), version, xid, output);
                part.Clear();
                length = HeaderLength;
            }

            part.Add(entry);
            length += its;
        }

        OpenFlowCodec.Encode(make([.. part], default), version, xid, output);
    }

    private static long LengthOf<T>(
        ValueList<T> entries, Func<ValueList<T>, MultipartFlags, OpenFlowMessage> make, OpenFlowVersion version) =>
        HeaderLength + entries.Sum(entry => (long)LengthOf(entry, make, version));

    private static int LengthOf<T>(T entry, Func<ValueList<T>, MultipartFlags, OpenFlowMessage> make, OpenFlowVersion version) =>
        OpenFlowCodec.Encode(make([entry], default), version, 0, Span<byte>.Empty) - HeaderLength;
}
