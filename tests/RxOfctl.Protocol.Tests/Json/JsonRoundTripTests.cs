using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FsCheck.Fluent;
using RxOfctl.Protocol.Json;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Tests.Properties;
using RxOfctl.Protocol.Tests.Vectors;

namespace RxOfctl.Protocol.Tests.Json;

/// <summary>What System.Text.Json writes of any message it reads back as an equal message, which encodes to the same bytes.</summary>
public class JsonRoundTripTests
{
    private const int Samples = 15;

    public static TheoryData<OpenFlowVersion> AllVersions => [.. ProtocolTypes.AllVersions];

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void Every_message_comes_back(OpenFlowVersion version)
    {
        foreach (var type in ProtocolTypes.Messages.Where(type => new MessageMaker(version, 1).Make(type) is not null))
        {
            var messages = Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => new MessageMaker(version, seed).Make(type)!));
            ArbitraryValues.ForAll(messages, Samples, message => AssertComesBack(message, version));
        }
    }

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void Every_decoded_message_comes_back_to_the_same_bytes(OpenFlowVersion version)
    {
        foreach (var type in ProtocolTypes.Messages.Where(type => new MessageMaker(version, 1).Make(type) is not null))
        {
            var message = OpenFlowCodec.Decode(OpenFlowCodec.Encode(new MessageMaker(version, ArbitraryValues.Seed + 7).Make(type)!, version, 1), out _);
            AssertComesBack(message, version);
        }
    }

    /// <summary>
    /// Bits that are set where the specification has none, or that count for nothing, are kept with the message in <c>$form</c>: messages of which some
    /// bytes are changed have them.
    /// </summary>
    [Theory]
    [MemberData(nameof(AllVersions))]
    public void A_message_with_undefined_bits_comes_back_to_the_same_bytes(OpenFlowVersion version)
    {
        var random = new Random(ArbitraryValues.Seed);
        var frames = VectorTests.All.Where(vector => vector.Version == version).Select(vector => vector.Bytes)
            .Concat(from type in ProtocolTypes.Messages
                    from seed in Enumerable.Range(0, Samples)
                    let message = new MessageMaker(version, seed).Make(type)
                    where message is not null
                    select OpenFlowCodec.Encode(message, version, 1));
        var forms = 0;
        foreach (var frame in frames.SelectMany(frame => Enumerable.Range(0, Samples).Select(_ => Changed(frame, random))))
        {
            if (!TryDecode(frame, out var message))
                continue;
            var json = JsonSerializer.Serialize(message, OpenFlowJson.Options);
            var read = JsonSerializer.Deserialize<OpenFlowMessage>(json, OpenFlowJson.Options)!;

            Assert.Equal(Encoded(message, version), Encoded(read, version));
            forms += json.Contains("$form", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.True(forms > Samples, $"Only {forms} messages kept something.");
    }

    [Fact]
    public void What_is_kept_does_not_outlive_a_change_of_the_members()
    {
        // A flow-mod of OpenFlow 1.0 that ignores the EtherType 0x0800 in its match, and an OXM field with a bit outside its mask.
        var mod = (FlowMod)OpenFlowCodec.Decode(Convert.FromHexString(
            "010e004800000001003820ff" + "0000" + "000000000000000000000000" + "0000" + "0000" + "0800" + new string('0', 32)
            + "0000000000000000" + "0000000000008000ffffffffffff0000"), out _);
        var json = JsonSerializer.Serialize(mod, OpenFlowJson.Options);

        Assert.Contains("\"match\":{\"$form\":\"1:003820ff", json, StringComparison.Ordinal);
        var changed = JsonSerializer.Deserialize<FlowMod>(json.Replace("\"match\":{", "\"match\":{\"in_port\":5,", StringComparison.Ordinal), OpenFlowJson.Options)!;
        Assert.Equal(Match.Parse("in_port=5"), changed.Match);
        Assert.Equal(Encoded(new FlowMod { Match = Match.Parse("in_port=5") }, OpenFlowVersion.OpenFlow10), Encoded(changed, OpenFlowVersion.OpenFlow10));
    }

    [Theory]
    [InlineData("""{"$form":"5","in_port":1}""")]
    [InlineData("""{"$form":"9:00","in_port":1}""")]
    [InlineData("""{"$form":"1:0g","in_port":1}""")]
    [InlineData("""{"$form":"1:003820ff","in_port":1}""")]
    [InlineData("""{"metadata":{"value":1,"mask":255,"$form":"8000"}}""")]
    [InlineData("""{"metadata":{"value":1,"mask":255,"$form":7}}""")]
    public void A_form_that_no_match_has_is_an_error(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Match>(json, OpenFlowJson.Options));

    [RecordedTheory]
    [InlineData("of10")]
    [InlineData("of12")]
    [InlineData("of13")]
    [InlineData("of14")]
    [InlineData("of15")]
    public void Every_recorded_message_comes_back(string version)
    {
        foreach (var (name, bytes) in RecordedVectorTests.Sound(version))
        {
            var message = OpenFlowCodec.Decode(bytes, out var xid);
            var read = AssertComesBack(message, (OpenFlowVersion)bytes[0]);

            Assert.True(bytes.AsSpan().SequenceEqual(OpenFlowCodec.Encode(read, (OpenFlowVersion)bytes[0], xid)), name);
        }
    }

    [Fact]
    public void Every_type_of_a_part_of_a_message_has_a_converter()
    {
        var converter = new OpenFlowJsonConverter();
        var parts = new HashSet<Type>();
        foreach (var type in ProtocolTypes.Messages)
            AddParts(parts, type);

        Assert.All(parts, type => Assert.True(converter.CanConvert(type), $"{type} has no converter."));
        Assert.True(parts.Count > 380, $"There are {parts.Count} types.");
    }

    private static OpenFlowMessage AssertComesBack(OpenFlowMessage message, OpenFlowVersion version)
    {
        var json = JsonSerializer.Serialize(message, OpenFlowJson.Options);
        var read = JsonSerializer.Deserialize<OpenFlowMessage>(json, OpenFlowJson.Options)!;

        Assert.Equal(message, read);
        Assert.Equal(json, JsonSerializer.Serialize(read, OpenFlowJson.Options));
        Assert.Equal(Encoded(message, version), Encoded(read, version));
        return read;
    }

    private static byte[] Changed(byte[] frame, Random random)
    {
        byte[] changed = [.. frame];
        for (var changes = random.Next(1, 3); changes > 0 && frame.Length > FrameHeader.Size; changes--)
            changed[random.Next(FrameHeader.Size, frame.Length)] ^= (byte)(1 << random.Next(8));
        return changed;
    }

    private static bool TryDecode(byte[] frame, [NotNullWhen(true)] out OpenFlowMessage? message)
    {
        try
        {
            message = OpenFlowCodec.Decode(frame, out _);
        }
        catch (OpenFlowDecodeException)
        {
            message = null;
        }

        return message is not null;
    }

    private static string Encoded(OpenFlowMessage message, OpenFlowVersion version) => Convert.ToHexString(OpenFlowCodec.Encode(message, version, 1));

    private static void AddParts(HashSet<Type> parts, Type type)
    {
        if (!parts.Add(type))
            return;
        if (type.IsAbstract)
        {
            foreach (var concrete in ProtocolTypes.ConcreteTypes(type))
                AddParts(parts, concrete);
        }

        if (type.IsGenericType)
            AddParts(parts, type.GetGenericArguments()[0]);
        foreach (var member in ProtocolTypes.Members(type))
            AddParts(parts, member.PropertyType);
    }
}
