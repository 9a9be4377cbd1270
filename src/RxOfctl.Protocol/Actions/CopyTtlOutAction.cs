using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Copies the TTL outwards, from the next-to-outermost header that has one to the outermost (OFPAT_COPY_TTL_OUT, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later.
/// </summary>
[WireCode(11, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record CopyTtlOutAction : OpenFlowAction
{
    internal static CopyTtlOutAction ReadBody(ref WireReader reader)
    {
        reader.Skip(4);
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(4);
}
