using System.Text.Json;
using FsCheck.Fluent;
using RxOfctl.Protocol.Json;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Tests.Properties;

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
        Assert.True(parts.Count > 400, $"There are {parts.Count} types.");
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
