using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Onf;

/// <summary>
/// A message that the ONF gave to OpenFlow 1.3 and Open vSwitch has (ONFT_*): an experimenter's message. A type that this library does not know
/// stays an <see cref="Experimenter"/>.
/// </summary>
[WireFamily(CodeMethod = nameof(ExpTypeIn), WriteMethod = nameof(WriteOnf))]
public abstract partial record OnfMessage : OpenFlowMessage
{
    private const int ExperimenterType = 4;

    private protected OnfMessage()
    {
    }

    internal sealed override int CodeIn(OpenFlowVersion version) => ExpTypeIn(version) < 0 ? -1 : ExperimenterType;

    internal sealed override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt32(OnfExperimenter.Id);
        writer.WriteUInt32((uint)ExpTypeIn(writer.Version));
        WriteOnf(ref writer);
    }

    /// <summary>The message's type in a version, or -1 where the version does not have it.</summary>
    internal abstract int ExpTypeIn(OpenFlowVersion version);

    /// <summary>Writes what follows the type.</summary>
    internal abstract void WriteOnf(ref WireWriter writer);

    /// <summary>Reads a message from the experimenter's id on.</summary>
    /// <returns>Null where the type is not known; the reader has not moved then.</returns>
    internal static OnfMessage? ReadAny(ref WireReader reader)
    {
        var ahead = reader;
        ahead.Skip(4);
        if (ahead.Remaining < 4 || ReadKnown((int)ahead.ReadUInt32(), ref ahead) is not { } known)
            return null;
        reader = ahead;
        return known;
    }
}
