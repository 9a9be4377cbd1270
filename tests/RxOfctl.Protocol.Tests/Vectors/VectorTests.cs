using RxOfctl.Protocol.Tests.Properties;

namespace RxOfctl.Protocol.Tests.Vectors;

/// <summary>Every message in every version is what the specification says, byte for byte.</summary>
public class VectorTests
{
    /// <summary>All vectors of all files.</summary>
    internal static IReadOnlyList<Vector> All { get; } =
    [
        .. from type in typeof(IVectorFile).Assembly.GetTypes()
           where type.IsAssignableTo(typeof(IVectorFile)) && !type.IsInterface
           orderby type.Name
           from vector in ((IVectorFile)Activator.CreateInstance(type)!).Vectors
           from inVersion in vector.InEachVersion()
           select inVersion,
    ];

    [Fact]
    public void Every_vector_is_encoded_to_its_bytes() => Assert.All(All, vector =>
        Assert.Equal(Convert.ToHexString(vector.Bytes), Convert.ToHexString(OpenFlowCodec.Encode(vector.Message, vector.Version, vector.Xid))));

    [Fact]
    public void Every_vector_is_decoded_to_its_message() => Assert.All(All, vector =>
    {
        Assert.Equal(vector.Message, OpenFlowCodec.Decode(vector.Bytes, out var xid));
        Assert.Equal(vector.Xid, xid);
    });

    [Fact]
    public void Every_message_has_a_vector_in_every_version_that_has_it()
    {
        var without = from version in ProtocolTypes.AllVersions
                      from type in ProtocolTypes.Messages
                      where new MessageMaker(version, 1).Make(type) is not null
                      where !All.Any(vector => vector.Version == version && vector.Message.GetType() == type)
                      select $"{type.Name} of {version.ToText()}";

        Assert.Empty(without);
    }
}
