using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>A change of a kind that this library does not know. Its bytes are kept.</summary>
/// <param name="Event">The kind (<c>ofp_flow_update_event</c>).</param>
/// <param name="Body">What follows length and event.</param>
public sealed record UnknownFlowUpdate(ushort Event, ByteString Body) : FlowUpdate
{
    internal override int CodeIn(OpenFlowVersion version) => Event;

    internal override void WriteBody(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}
