namespace RxOfctl.Protocol.Tests;

public class PortNumberTests
{
    public static TheoryData<ushort, uint> Both => new()
    {
        { 0, 0 },
        { 1, 1 },
        { 0xfeff, 0xfeff },
        { 0xff00, 0xffff_ff00 },
        { 0xfff8, PortNumber.InPort.Value },
        { 0xfff9, PortNumber.Table.Value },
        { 0xfffa, PortNumber.Normal.Value },
        { 0xfffb, PortNumber.Flood.Value },
        { 0xfffc, PortNumber.All.Value },
        { 0xfffd, PortNumber.Controller.Value },
        { 0xfffe, PortNumber.Local.Value },
        { 0xffff, PortNumber.Any.Value },
    };

    [Theory]
    [MemberData(nameof(Both))]
    public void A_port_of_1_0_has_its_number_of_later_versions(ushort number, uint later)
    {
        Assert.Equal(later, PortNumber.FromUInt16(number).Value);
        Assert.True(new PortNumber(later).TryToUInt16(out var back));
        Assert.Equal(number, back);
    }

    [Fact]
    public void Every_number_of_16_bits_comes_back()
    {
        for (var number = 0; number <= ushort.MaxValue; number++)
        {
            Assert.True(PortNumber.FromUInt16((ushort)number).TryToUInt16(out var back));
            Assert.Equal(number, back);
        }
    }

    [Theory]
    [InlineData(0xff00)]
    [InlineData(0xffff)]
    [InlineData(0x10000)]
    [InlineData(0xffff_feff)]
    public void A_port_that_1_0_cannot_number_has_no_16_bits(uint number) => Assert.False(new PortNumber(number).TryToUInt16(out _));

    [Fact]
    public void Ports_above_the_highest_are_reserved()
    {
        Assert.False(PortNumber.Max.IsReserved);
        Assert.True(PortNumber.InPort.IsReserved);
        Assert.Equal("CONTROLLER", PortNumber.Controller.ToString());
        Assert.Equal("5", new PortNumber(5).ToString());
    }
}
