using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Adds or changes a flow by what is in the packet at hand, up to a number of flows (NXAST_LEARN2).</summary>
[NiciraCode(45)]
public sealed partial record Learn2Action : LearnActionBase
{
    /// <summary>How many flows may be learned; 0 is any number.</summary>
    public uint Limit { get; init; }

    /// <summary>The bit that tells whether the flow was learned, or null.</summary>
    public Subfield? ResultDst { get; init; }

    internal static Learn2Action ReadBody(ref WireReader reader)
    {
        var action = ReadCommon(new Learn2Action(), ref reader, out var writesResult);
        var limit = reader.ReadUInt32();
        var start = reader.ReadUInt16();
        reader.Skip(2);
        Subfield? result = null;
        if (writesResult)
            result = reader.ToSubfield(reader.ReadFieldHeader(), start, 1);
        return action with { Limit = limit, ResultDst = result, Specs = ReadSpecs(ref reader) };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        if (ResultDst is { Bits: > 1 })
            throw new OpenFlowEncodeException($"Learn2Action.ResultDst is one bit; {ResultDst} has {ResultDst.Bits}.");
        WriteCommon(ref writer, ResultDst is not null);
        writer.WriteUInt32(Limit);
        writer.WriteUInt16((ushort)(ResultDst?.Start ?? 0));
        writer.Pad(2);
        if (ResultDst is not null)
            writer.WriteFieldHeader(ResultDst.Field);
        WriteSpecs(ref writer);
    }
}
