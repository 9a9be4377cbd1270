namespace RxOfctl.Protocol.Tests;

public class RecordedVectorTests
{
    [RecordedTheory]
    [InlineData("of10")]
    [InlineData("of13")]
    public void Every_recorded_message_decodes_and_encodes_to_the_same_bytes(string version)
    {
        var failures = new List<string>();
        // A message that is deliberately cut is a test of its own.
        foreach (var (name, bytes) in RecordedVectors.Of(version).Where(vector => !vector.Name.EndsWith("truncated64", StringComparison.Ordinal)))
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
}
