using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Adds or changes a flow by what is in the packet at hand: a learning switch in one flow (NXAST_LEARN).</summary>
[NiciraCode(16)]
public sealed partial record LearnAction : LearnActionBase
{
    internal static LearnAction ReadBody(ref WireReader reader)
    {
        var action = ReadCommon(new LearnAction(), ref reader, out var writesResult);
        if (writesResult)
            throw SubfieldWire.Bad(reader.Offset, "this form of learn cannot write its result");
        return action with { Specs = ReadSpecs(ref reader) };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        WriteCommon(ref writer, writesResult: false);
        WriteSpecs(ref writer);
    }
}
