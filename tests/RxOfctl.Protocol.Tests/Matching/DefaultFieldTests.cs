using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;

namespace RxOfctl.Protocol.Tests.Matching;

/// <summary><c>default(OxmField)</c> is refused where it is used, in words that help.</summary>
public class DefaultFieldTests
{
    private static OxmField None => default;

    [Fact]
    public void It_says_that_it_is_no_field()
    {
        Assert.True(None.IsDefault);
        Assert.False(Oxm.InPort.Is(1).IsDefault);
        Assert.Equal("", None.ToString());
        Assert.Equal(None, default);
        Assert.NotEqual(None, Oxm.InPort.Is(0));
        AssertHelps(Assert.Throws<InvalidOperationException>(() => None.Type));
    }

    [Fact]
    public void It_cannot_be_matched_or_set()
    {
        AssertHelps(Assert.Throws<ArgumentException>(() => Match.Create([Oxm.InPort.Is(1), None])));
        AssertHelps(Assert.Throws<ArgumentException>(() => Match.Any.With(None)));
        AssertHelps(Assert.Throws<ArgumentException>(() => new SetFieldAction(None)));
    }

    [Fact]
    public void It_cannot_be_encoded()
    {
        var request = new TableFeaturesRequest { Body = [new() { Properties = [new PacketTypesTableFeature { OxmValues = [None] }] }] };

        AssertHelps(Assert.Throws<OpenFlowEncodeException>(() => OpenFlowCodec.Encode(request, OpenFlowVersion.OpenFlow15, 1)));
    }

    private static void AssertHelps(Exception exception) => Assert.Contains("Oxm.InPort.Is(1)", exception.Message, StringComparison.Ordinal);
}
