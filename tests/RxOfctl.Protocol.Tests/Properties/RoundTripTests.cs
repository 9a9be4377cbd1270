using FsCheck.Fluent;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Tests.Properties;

/// <summary>decode(encode(x)) is x, for arbitrary messages of every kind in every version.</summary>
public class RoundTripTests
{
    private const int Samples = 40;

    public static TheoryData<OpenFlowVersion> CoveredVersions => [.. ProtocolTypes.AllVersions];

    [Theory]
    [MemberData(nameof(CoveredVersions))]
    public void What_is_encoded_decodes_to_the_same_message(OpenFlowVersion version) => ForAll(version, message =>
    {
        var bytes = OpenFlowCodec.Encode(message, version, 0xdeadbeef);
        var decoded = OpenFlowCodec.Decode(bytes, out var xid);

        Assert.Equal(NormalForms.Of(message, version), decoded);
        Assert.Equal(0xdeadbeef, xid);
        Assert.Equal(bytes, OpenFlowCodec.Encode(decoded, version, xid));
    });

    [Theory]
    [MemberData(nameof(CoveredVersions))]
    public void The_header_tells_version_length_and_xid(OpenFlowVersion version) => ForAll(version, message =>
    {
        var bytes = OpenFlowCodec.Encode(message, version, 7);

        Assert.True(FrameHeader.TryRead(bytes, out var header));
        Assert.Equal((version, bytes.Length, 7u), (header.Version, header.Length, header.Xid));
    });

    [Theory]
    [MemberData(nameof(CoveredVersions))]
    public void Encoding_into_any_span_gives_the_length_and_the_same_bytes_where_they_fit(OpenFlowVersion version) => ForAll(version, message =>
    {
        var bytes = OpenFlowCodec.Encode(message, version, 1);
        foreach (var length in new[] { 0, 3, 8, bytes.Length / 2, bytes.Length - 1, bytes.Length, bytes.Length + 9 })
        {
            var span = new byte[length];
            Array.Fill(span, (byte)0xa5);

            Assert.Equal(bytes.Length, OpenFlowCodec.Encode(message, version, 1, span));
            if (length >= bytes.Length)
            {
                Assert.Equal(bytes, span[..bytes.Length]);
                Assert.All(span[bytes.Length..], rest => Assert.Equal(0xa5, rest));
            }
        }
    });

    [Theory]
    [MemberData(nameof(CoveredVersions))]
    public void A_message_goes_on_in_the_form_in_which_it_came(OpenFlowVersion version)
    {
        foreach (var type in ProtocolTypes.Messages.Where(WireForms.AreKeptBy))
        {
            var codes = DeclaredCode.Of(type);
            for (var form = 1; form <= codes.Count; form++)
            {
                if (codes.Count(code => code.IsIn(version)) < 2 || !codes[form - 1].IsIn(version))
                    continue;
                var inForm = 0;
                // A form that lacks many members carries few arbitrary messages.
                for (var seed = 0; seed < Samples || (inForm == 0 && seed < 20 * Samples); seed++)
                {
                    var message = WireForms.Keep(new MessageMaker(version, seed).Make(type)!, version, form);
                    if (ProtocolTypes.Refusal(message, version) is null && ComesInForm(message, version, codes[form - 1]))
                        inForm++;
                }

                Assert.True(inForm > 0, $"No {type.Name} was sent in form {form} of {version.ToText()}.");
            }
        }
    }

    // Members that a form cannot carry move a message to another, in which it stays all the same.
    private static bool ComesInForm(OpenFlowMessage message, OpenFlowVersion version, DeclaredCode code)
    {
        var bytes = OpenFlowCodec.Encode(message, version, 1);
        var decoded = OpenFlowCodec.Decode(bytes, out _);

        Assert.Equal(message.GetType(), decoded.GetType());
        Assert.Equal(bytes, OpenFlowCodec.Encode(decoded, version, 1));
        return code.IsOf(bytes);
    }

    [Theory]
    [MemberData(nameof(CoveredVersions))]
    public void Every_member_that_a_version_has_varies_and_the_others_are_refused_by_their_names(OpenFlowVersion version)
    {
        foreach (var type in ProtocolTypes.Messages)
        {
            var made = Enumerable.Range(0, Samples).Select(seed => new MessageMaker(version, seed).Make(type)).OfType<OpenFlowMessage>().ToList();
            if (made.Count == 0)
                continue;

            Assert.Equal(Samples, made.Count);
            var absent = MessageMaker.AbsentMembers(type, version);
            foreach (var member in ProtocolTypes.Members(type))
            {
                if (absent.TryGetValue(member.Name, out var refusal))
                    Assert.StartsWith($"{type.Name}.{member.Name}", refusal);
                else
                    Assert.True(made.Select(member.GetValue).Distinct().Count() > 1, $"{type.Name}.{member.Name} never varied in {version.ToText()}.");
            }
        }
    }

    [Fact]
    public void Every_message_and_every_member_is_in_some_version()
    {
        foreach (var type in ProtocolTypes.Messages)
        {
            var versions = ProtocolTypes.AllVersions.Where(version => new MessageMaker(version, 1).Make(type) is not null).ToList();

            Assert.NotEmpty(versions);
            Assert.All(
                ProtocolTypes.Members(type),
                member => Assert.Contains(versions, version => !MessageMaker.AbsentMembers(type, version).ContainsKey(member.Name)));
        }
    }

    private static void ForAll(OpenFlowVersion version, Action<OpenFlowMessage> property)
    {
        foreach (var type in ProtocolTypes.Messages.Where(type => new MessageMaker(version, 1).Make(type) is not null))
        {
            var messages = Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => new MessageMaker(version, seed).Make(type)!), message => Smaller(message, version));
            ArbitraryValues.ForAll(messages, Samples, property);
        }
    }

    // A message that fails is shown with as few members set as make it fail.
    private static IEnumerable<OpenFlowMessage> Smaller(OpenFlowMessage message, OpenFlowVersion version)
    {
        if (message.GetType().GetConstructor([]) is not { } constructor)
            yield break;
        var unset = constructor.Invoke(null);
        foreach (var member in ProtocolTypes.Members(message.GetType()))
        {
            var smaller = (OpenFlowMessage)ProtocolTypes.With(message, member, member.GetValue(unset));
            if (!smaller.Equals(message) && ProtocolTypes.Refusal(smaller, version) is null)
                yield return smaller;
        }
    }
}
