using RxOfctl.Protocol.Tests.Properties;

namespace RxOfctl.Protocol.Tests.Malformed;

/// <summary>Whatever is done to the bytes of a message, it is decoded or refused; nothing else comes of it.</summary>
public class MutationTests
{
    private const int Seeds = 40;

    [Fact]
    public void Every_prefix_of_every_vector_is_decoded_or_refused()
    {
        foreach (var frame in Frames.All)
        {
            for (var length = 0; length < frame.Length; length += 1 + frame.Length / 300)
            {
                Assert.NotNull(Frames.DecodeOrRefuse(frame.AsSpan(0, length)));
                // The same bytes as a message that says that it has no more.
                if (length >= FrameHeader.Size)
                    Frames.DecodeOrRefuse([.. frame[..2], (byte)(length >> 8), (byte)length, .. frame[4..length]]);
            }
        }
    }

    [Fact]
    public void Every_vector_with_any_byte_changed_is_decoded_or_refused()
    {
        foreach (var frame in Frames.All.Select(frame => frame.ToArray()))
        {
            // Of long messages a part of the bytes: a change costs as much as the message is long.
            for (var index = 0; index < frame.Length; index += 1 + frame.Length / 300)
            {
                var was = frame[index];
                foreach (var value in new byte[] { 0x00, 0xff, 0x01, (byte)(was ^ 0x01), (byte)(was ^ 0x80), (byte)(was + 8) })
                {
                    frame[index] = value;
                    Frames.DecodeOrRefuse(frame);
                }

                frame[index] = was;
            }
        }
    }

    [Fact]
    public void Arbitrary_messages_with_a_few_bytes_changed_are_decoded_or_refused()
    {
        foreach (var version in ProtocolTypes.AllVersions)
        {
            foreach (var type in ProtocolTypes.Messages)
            {
                for (var seed = 0; seed < Seeds; seed++)
                {
                    if (new MessageMaker(version, seed).Make(type) is not { } message)
                        break;
                    var frame = OpenFlowCodec.Encode(message, version, 1);
                    var random = new Random(seed);
                    for (var round = 0; round < 10; round++)
                    {
                        var spoiled = frame.ToArray();
                        for (var changes = random.Next(1, 4); changes > 0; changes--)
                            spoiled[random.Next(4, spoiled.Length)] = (byte)random.Next(256);
                        Frames.DecodeOrRefuse(spoiled);
                    }
                }
            }
        }
    }
}
