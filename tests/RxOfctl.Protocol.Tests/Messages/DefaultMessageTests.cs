using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Tests.Messages;

public class DefaultMessageTests
{
    public static TheoryData<Type> Types =>
        [.. from type in typeof(OpenFlowMessage).Assembly.GetTypes()
            where type.IsSubclassOf(typeof(OpenFlowMessage)) && !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is not null
            orderby type.Name
            select type];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_new_message_goes_through_every_version_that_has_it(Type type)
    {
        var message = (OpenFlowMessage)Activator.CreateInstance(type)!;
        var versions = 0;
        foreach (var version in Enum.GetValues<OpenFlowVersion>())
        {
            byte[] bytes;
            try
            {
                bytes = OpenFlowCodec.Encode(message, version, 7);
            }
            catch (UnsupportedByVersionException)
            {
                continue;
            }

            versions++;
            Assert.Equal(message, OpenFlowCodec.Decode(bytes, out _));
        }

        Assert.NotEqual(0, versions);
    }
}
