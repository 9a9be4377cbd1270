using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Protocol.Tests;

public class RecordedVectorTests
{
    // Recorded messages that break the rules, each with what is wrong with it.
    private static readonly Dictionary<string, (OpenFlowError Error, string Reason)> Broken = new()
    {
        ["libofproto-OFP13-flow_mod.truncated64"] = (OpenFlowError.BadRequestBadLen, "nothing is left of it"),
        ["libofproto-OFP15-meter_features_reply"] = (OpenFlowError.BadRequestBadLen, "its header says 32 bytes, as in 1.4, of the 40 that it has"),
    };

    [RecordedTheory]
    [InlineData("of10")]
    [InlineData("of12")]
    [InlineData("of13")]
    [InlineData("of14")]
    [InlineData("of15")]
    public void Every_recorded_message_decodes_and_encodes_to_the_same_bytes(string version)
    {
        var failures = new List<string>();
        foreach (var (name, bytes) in Sound(version))
        {
            try
            {
                var message = OpenFlowCodec.Decode(bytes, out var xid);
                var again = OpenFlowCodec.Encode(message, (OpenFlowVersion)bytes[0], xid);
                if (!again.AsSpan().SequenceEqual(bytes))
                    failures.Add($"{name} {message.GetType().Name}\n  was {Convert.ToHexString(bytes)}\n  is  {Convert.ToHexString(again)}");
            }
            catch (Exception exception) when (exception is OpenFlowDecodeException or OpenFlowEncodeException)
            {
                failures.Add($"{name}: {exception.Message} {exception.StackTrace?.Split('\n')[0]}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    [RecordedTheory]
    [InlineData("of10")]
    [InlineData("of12")]
    [InlineData("of13")]
    [InlineData("of14")]
    [InlineData("of15")]
    public void No_recorded_message_is_of_an_unknown_type(string version)
    {
        var unknown = from vector in Sound(version)
                      let message = OpenFlowCodec.Decode(vector.Bytes, out _)
                      where message is UnknownMessage or UnknownMultipartRequest or UnknownMultipartReply
                      select vector.Name;
        Assert.Empty(unknown);
    }

    [RecordedTheory]
    [InlineData("of10", 80)]
    [InlineData("of12", 4300)]
    [InlineData("of13", 1100)]
    [InlineData("of14", 840)]
    [InlineData("of15", 480)]
    public void Every_recorded_message_has_the_values_that_are_recorded_beside_it(string version, int atLeast)
    {
        var comparison = new RecordedJson(is10: version == "of10");
        foreach (var (name, bytes) in Sound(version))
            comparison.Compare(name, OpenFlowCodec.Decode(bytes, out _), RecordedVectors.JsonOf(version, name));
        Assert.True(comparison.Differences.Count == 0, string.Join("\n", comparison.Differences));
        Assert.True(comparison.Compared >= atLeast, $"{comparison.Compared} values compared");
    }

    [RecordedTheory]
    [InlineData("of13")]
    [InlineData("of15")]
    public void A_recorded_message_that_breaks_the_rules_is_refused(string version)
    {
        var broken = RecordedVectors.Of(version).Where(vector => Broken.ContainsKey(vector.Name)).ToList();
        Assert.NotEmpty(broken);
        foreach (var (name, bytes) in broken)
            Assert.Equal(Broken[name].Error, Assert.Throws<OpenFlowDecodeException>(() => OpenFlowCodec.Decode(bytes, out _)).Error);
    }

    internal static IEnumerable<(string Name, byte[] Bytes)> Sound(string version) =>
        RecordedVectors.Of(version).Where(vector => !Broken.ContainsKey(vector.Name));
}
