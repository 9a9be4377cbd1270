using System.Buffers.Binary;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Protocol.Tests.Malformed;

/// <summary>A frame of 64 KB full of the smallest parts costs memory in proportion to its length.</summary>
public class LargestFrameTests
{
    // Generous: what is decoded has objects where the frame has eight bytes. Whatever were quadratic would take a thousand times this.
    private const long MostAllocated = 64 * 65_535;

    [Fact]
    public void Hello_elements()
    {
        var hello = Assert.IsType<Hello>(Decode(4, 0, "", "0001000800000012"));

        Assert.Equal(2 * hello.Elements.Count, hello.Versions.Count);
    }

    [Fact]
    public void Actions_of_a_flow_mod_of_1_0() =>
        Assert.Equal(8182, Assert.IsType<FlowMod>(Decode(1, 14, "003820ff" + new string('0', 120), "0003000800000000")).Actions.Count);

    [Fact]
    public void Instructions_with_an_action_each()
    {
        var mod = Assert.IsType<FlowMod>(Decode(4, 14, new string('0', 80) + "0001000400000000", "0004001000000000" + "0012000800000000"));

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(mod.Instructions.Count, mod.Actions.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
    }

    [Fact]
    public void Fields_of_a_match()
    {
        // Experimenters' fields, each of another experimenter: none is there twice.
        const int Count = 8100;
        var frame = new byte[FrameHeader.Size + 40 + 4 + 8 * Count + 4];
        frame[0] = 4;
        frame[1] = 14;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)frame.Length);
        frame[49] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(50), 4 + 8 * Count);
        for (var field = 0; field < Count; field++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(52 + 8 * field), 0xffff_0004);
            BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(56 + 8 * field), 0x7f00_0000u + (uint)field);
        }

        var match = Assert.IsType<FlowMod>(Measure(frame)).Match;

        Assert.Equal(Count, match.Count);
        // Fields of which many have one hash would be looked for one by one.
        Assert.InRange(match.Select(field => field.Type.GetHashCode()).Distinct().Count(), Count / 2, Count);
    }

    [Fact]
    public void Flows_of_a_reply() => Assert.IsType<FlowStatsReply>(Decode(4, 19, "0001000000000000", "0038" + new string('0', 92) + "0001000400000000"));

    private static OpenFlowMessage Decode(byte version, byte type, string head, string part)
    {
        var parts = (OpenFlowCodec.MaxLength - FrameHeader.Size - head.Length / 2) / (part.Length / 2);
        var length = FrameHeader.Size + head.Length / 2 + parts * (part.Length / 2);
        return Measure(Convert.FromHexString($"{version:x2}{type:x2}{length:x4}00000001{head}{string.Concat(Enumerable.Repeat(part, parts))}"));
    }

    private static OpenFlowMessage Measure(byte[] frame)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = OpenFlowCodec.Decode(frame, out var xid);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        Assert.Equal(frame, OpenFlowCodec.Encode(message, (OpenFlowVersion)frame[0], xid));
        return message;
    }
}
