using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests;

/// <summary>Which version two peers speak (OpenFlow 1.3.5 §6.3.1).</summary>
public class HelloTests
{
    [Theory]
    // Bitmaps with versions in common: the highest of those, whatever the headers say.
    [InlineData(new[] { OpenFlow10, OpenFlow13 }, new[] { OpenFlow10, OpenFlow13 }, OpenFlow13, OpenFlow13)]
    [InlineData(new[] { OpenFlow10, OpenFlow13, OpenFlow15 }, new[] { OpenFlow10, OpenFlow13, OpenFlow14 }, OpenFlow14, OpenFlow13)]
    [InlineData(new[] { OpenFlow10, OpenFlow13 }, new[] { OpenFlow10, OpenFlow11 }, OpenFlow11, OpenFlow10)]
    [InlineData(new[] { OpenFlow13 }, new[] { OpenFlow13 }, OpenFlow10, OpenFlow13)]
    // Bitmaps without: none.
    [InlineData(new[] { OpenFlow13 }, new[] { OpenFlow14 }, OpenFlow14, null)]
    [InlineData(new[] { OpenFlow13 }, new[] { OpenFlow10, OpenFlow15 }, OpenFlow15, null)]
    // No bitmap: the lower of the headers' versions, if we speak it.
    [InlineData(new[] { OpenFlow10, OpenFlow13 }, null, OpenFlow10, OpenFlow10)]
    [InlineData(new[] { OpenFlow10, OpenFlow13 }, null, OpenFlow13, OpenFlow13)]
    [InlineData(new[] { OpenFlow10, OpenFlow13 }, null, OpenFlow15, OpenFlow13)]
    [InlineData(new[] { OpenFlow10, OpenFlow13 }, null, (OpenFlowVersion)0x40, OpenFlow13)]
    [InlineData(new[] { OpenFlow10, OpenFlow13 }, null, OpenFlow12, null)]
    [InlineData(new[] { OpenFlow13 }, null, OpenFlow10, null)]
    [InlineData(new[] { OpenFlow10 }, null, OpenFlow13, OpenFlow10)]
    public void The_version_is_that_of_the_specification(OpenFlowVersion[] own, OpenFlowVersion[]? theirs, OpenFlowVersion header, OpenFlowVersion? agreed)
    {
        var bitmap = theirs is null ? null : new HelloElement(HelloElement.VersionBitmap, Bitmap(theirs));
        var hello = bitmap is null ? new Hello() : new Hello { Elements = [bitmap] };

        Assert.Equal(agreed, hello.Negotiate(own, header));
    }

    [Fact]
    public void A_version_above_31_has_its_bit_in_a_word_of_its_own()
    {
        var hello = Hello.Of([OpenFlow13, (OpenFlowVersion)40, (OpenFlowVersion)255]);

        Assert.Equal([OpenFlow13, (OpenFlowVersion)40, (OpenFlowVersion)255], hello.Versions);
        Assert.Equal("00000010" + "00000100" + new string('0', 40) + "80000000", hello.Elements[0].Data.ToString());
    }

    [Fact]
    public void A_bitmap_that_names_no_version_counts_as_none()
    {
        var hello = new Hello { Elements = [new(HelloElement.VersionBitmap, new byte[4]), new(HelloElement.VersionBitmap, default)] };

        Assert.Empty(hello.Versions);
        Assert.Equal(OpenFlow13, hello.Negotiate([OpenFlow10, OpenFlow13], OpenFlow14));
    }

    [Fact]
    public void A_bitmap_may_have_several_words_and_other_elements_around_it()
    {
        var bitmap = ByteString.FromHex("00000012" + "00000001" + "ff");
        var hello = new Hello { Elements = [new(9, ByteString.FromHex("0102")), new(HelloElement.VersionBitmap, bitmap)] };

        Assert.Equal([OpenFlow10, OpenFlow13, (OpenFlowVersion)32], hello.Versions);
    }

    [Fact]
    public void A_hello_of_1_0_alone_has_no_bitmap()
    {
        Assert.Empty(Hello.Of([OpenFlow10]).Elements);
        Assert.Equal([OpenFlow10, OpenFlow15], Hello.Of([OpenFlow15, OpenFlow10]).Versions);
    }

    [Fact]
    public void Elements_of_a_1_0_hello_are_its_body()
    {
        var bytes = OpenFlowCodec.Encode(Hello.Of([OpenFlow10, OpenFlow13]), OpenFlow10, 1);
        var hello = Assert.IsType<Hello>(OpenFlowCodec.Decode(bytes, out _));

        Assert.Empty(hello.Elements);
        Assert.Equal("0001000800000012", hello.Body.ToString());
    }

    private static byte[] Bitmap(OpenFlowVersion[] versions)
    {
        var bits = versions.Aggregate(0u, (all, version) => all | 1u << (byte)version);
        return [(byte)(bits >> 24), (byte)(bits >> 16), (byte)(bits >> 8), (byte)bits];
    }
}
