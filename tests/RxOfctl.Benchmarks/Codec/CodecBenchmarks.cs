using System.Buffers;
using BenchmarkDotNet.Attributes;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Benchmarks.Codec;

/// <summary>One message from bytes or to bytes, and what it allocates.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private readonly ArrayBufferWriter<byte> _output = new(1 << 12);
    private readonly MacAddress _host = new(0x0200_0000_0002);
    private byte[] _packetIn = [];
    private byte[] _portStatus = [];
    private byte[] _flowRemoved = [];
    private byte[] _flowStats = [];

    [Params(OpenFlowVersion.OpenFlow10, OpenFlowVersion.OpenFlow13)]
    public OpenFlowVersion Version { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _packetIn = OpenFlowCodec.Encode(SampleMessages.PacketIn, Version, 1);
        _portStatus = OpenFlowCodec.Encode(SampleMessages.PortStatus, Version, 1);
        _flowRemoved = OpenFlowCodec.Encode(SampleMessages.FlowRemoved, Version, 1);
        _flowStats = OpenFlowCodec.Encode(SampleMessages.FlowStats, Version, 1);
    }

    [Benchmark]
    public OpenFlowMessage DecodePacketIn() => OpenFlowCodec.Decode(_packetIn, out _);

    [Benchmark]
    public OpenFlowMessage DecodePortStatus() => OpenFlowCodec.Decode(_portStatus, out _);

    [Benchmark]
    public OpenFlowMessage DecodeFlowRemoved() => OpenFlowCodec.Decode(_flowRemoved, out _);

    [Benchmark]
    public OpenFlowMessage DecodeFlowStatsOf100() => OpenFlowCodec.Decode(_flowStats, out _);

    [Benchmark]
    public int EncodeFlowMod() => Encode(SampleMessages.FlowMod);

    [Benchmark]
    public FlowMod MakeFlowMod() => SampleMessages.NewFlowMod(1, _host, 2);

    [Benchmark]
    public int MakeAndEncodeFlowMod() => Encode(SampleMessages.NewFlowMod(1, _host, 2));

    [Benchmark]
    public int EncodePacketOut() => Encode(SampleMessages.PacketOut);

    private int Encode(OpenFlowMessage message)
    {
        _output.ResetWrittenCount();
        OpenFlowCodec.Encode(message, Version, 1, _output);
        return _output.WrittenCount;
    }
}
