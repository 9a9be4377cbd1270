namespace RxOfctl.Protocol.Tests;

public class ByteStringTests
{
    [Fact]
    public void Strings_of_the_same_bytes_are_equal()
    {
        ByteString left = new byte[] { 1, 2 };

        Assert.Equal(left, ByteString.FromHex("01 02"));
        Assert.Equal(left.GetHashCode(), ByteString.FromHex("0102").GetHashCode());
        Assert.NotEqual(left, ByteString.FromHex("0103"));
        Assert.NotEqual(left, ByteString.FromHex("010200"));
        Assert.Equal(default, ByteString.CopyFrom([]));
        Assert.Equal(ByteString.Empty, (byte[])[]);
        Assert.True(left == ByteString.FromHex("0102"));
        Assert.True(left != default);
    }

    [Fact]
    public void A_copy_does_not_change_with_what_it_was_copied_from()
    {
        byte[] bytes = [1, 2];
        var copy = ByteString.CopyFrom(bytes);
        bytes[0] = 9;

        Assert.Equal("0102", copy.ToString());
    }

    [Fact]
    public void A_slice_is_a_part()
    {
        var bytes = ByteString.FromHex("010203");

        Assert.Equal("0203", bytes.Slice(1).ToString());
        Assert.Equal("02", bytes.Slice(1, 1).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => bytes.Slice(4));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0g")]
    [InlineData("0x01")]
    public void What_is_not_hexadecimal_is_refused(string text) => Assert.Throws<FormatException>(() => ByteString.FromHex(text));
}
