using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Copies the TTL inwards, from the outermost header that has one to the next (OFPAT_COPY_TTL_IN, OpenFlow 1.3.5 §7.2.5). OpenFlow 1.1 and
/// later.
/// </summary>
[WireCode(12, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record CopyTtlInAction : OpenFlowAction
{
    internal static CopyTtlInAction ReadBody(ref WireReader reader)
    {
        reader.Skip(4);
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(4);
}
