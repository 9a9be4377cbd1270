using RxOfctl.Protocol.Matching;

namespace RxOfctl.Protocol.Tests.Matching;

public class MatchTests
{
    private static readonly OxmField Port = Oxm.InPort.Is(1);
    private static readonly OxmField Source = Oxm.EthSrc.Is(new(0x0a0000000001), new(0xff0000000001));

    [Fact]
    public void A_match_is_a_set_of_fields()
    {
        Match match = [Port, Source];

        Assert.True(match.Equals(Match.Create([Source, Port])));
        Assert.Equal(match.GetHashCode(), Match.Create([Source, Port]).GetHashCode());
        Assert.False(match.Equals(Match.Create([Port])));
        Assert.False(match.Equals(Match.Create([Port, Oxm.EthSrc.Is(new(0x0a0000000001))])));
        Assert.False(match.Equals(Match.Create([Port, Oxm.EthDst.Is(new(0x0a0000000001), new(0xff0000000001))])));
        Assert.False(match.Equals(null));
        Assert.Same(Match.Any, Match.Create([]));
        Assert.Equal<object>(Match.Create([Port]), Match.OfInPort(1));
        Assert.Equal<object>(Match.Create([Oxm.InPort.Is(PortNumber.Local)]), Match.OfInPort(PortNumber.Local));
    }

    [Fact]
    public void A_field_equals_another_of_the_same_value_and_mask()
    {
        var low = new Ipv6Address(1);
        var high = new Ipv6Address((UInt128)1 << 64 | 1);
        Func<OxmField>[] fields =
        [
            () => Oxm.Ipv6Src.Is(low),
            () => Oxm.Ipv6Src.Is(high),
            () => Oxm.Ipv6Src.Is(low, low),
            () => Oxm.Ipv6Src.Is(low, high),
            () => Oxm.Ipv6Src.Is(high, high),
            () => Oxm.Ipv6Dst.Is(high),
            () => Oxm.EthSrc.Is(new(1)),
            () => Oxm.EthSrc.Is(new(1), new(1)),
            () => Oxm.EthSrc.Is(new(0), new(0)),
            () => OxmField.Unknown(0x7000, 1, false, new byte[] { 1, 2 }),
            () => OxmField.Unknown(0x7000, 1, true, new byte[] { 1, 2 }),
            () => OxmField.Unknown(0x7000, 1, false, new byte[] { 1, 3 }),
        ];

        foreach (var field in fields)
        {
            Assert.Equal(field(), field());
            Assert.Equal(field().GetHashCode(), field().GetHashCode());
            Assert.Single(fields, other => other() == field());
        }
    }

    [Fact]
    public void The_order_of_the_fields_is_kept()
    {
        Match match = [Source, Port];

        Assert.Equal([Source, Port], match);
        Assert.Equal(Port, match[1]);
        Assert.Equal("in_port=1,dl_src=0a:00:00:00:00:01/ff:00:00:00:00:01", match.ToString());
    }

    [Fact]
    public void A_field_given_twice_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Match.Create([Port, Source, Oxm.InPort.Is(2)]));
        // Many fields are looked through in another way than few.
        var many = Enumerable.Range(0, 60).Select(number => OxmField.Unknown(0x7000, (byte)number, false, default)).ToList();
        Assert.Equal(60, Match.Create([.. many]).Count);
        Assert.Throws<ArgumentException>(() => Match.Create([.. many, many[3]]));
    }

    [Fact]
    public void Values_and_masks_are_told()
    {
        Match match = [Port, Source];

        Assert.Equal(1u, match.Get(Oxm.InPort)?.Value);
        Assert.Equal(PortNumber.Any, match.GetMask(Oxm.InPort));
        Assert.Equal(new MacAddress(0x0a0000000001), match.Get(Oxm.EthSrc));
        Assert.Equal(new MacAddress(0xff0000000001), match.GetMask(Oxm.EthSrc));
        Assert.Null(match.Get(Oxm.EthDst));
        Assert.Null(match.GetMask(Oxm.EthDst));
    }

    [Fact]
    public void A_field_set_anew_keeps_its_place()
    {
        Match match = [Port, Source];

        Assert.Equal([Oxm.InPort.Is(2), Source], match.With(Oxm.InPort.Is(2)));
        Assert.Equal([Port, Source, Oxm.EthType.Is(0x0800)], match.With(Oxm.EthType.Is(0x0800)));
        Assert.Equal([Port, Source], match);
    }

    [Fact]
    public void Values_that_a_field_cannot_have_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Oxm.VlanPcp.Is(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => Oxm.VlanVid.Is(0x2000));
        Assert.Throws<ArgumentOutOfRangeException>(() => Oxm.VlanVid.Is(0, 0x2000));
        Assert.Throws<ArgumentException>(() => Oxm.InPort.Is(1, 1));
        Assert.Throws<ArgumentException>(() => Oxm.Ipv4Src.Is(new(10, 0, 0, 1), Ipv4Address.Mask(24)));
        Assert.Throws<ArgumentOutOfRangeException>(() => OxmField.Unknown(0x7000, 128, false, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => OxmField.Unknown(0x7000, 1, false, new byte[256]));
        Assert.Throws<ArgumentException>(() => OxmField.Unknown(OxmClass.Experimenter, 1, false, new byte[3]));
    }

    [Fact]
    public void Every_field_has_a_number_and_names_of_its_own()
    {
        Assert.Equal(Oxm.All.Count, Oxm.All.DistinctBy(type => (type.Class, type.Field)).Count());
        Assert.Equal(Oxm.All.Count, Oxm.All.DistinctBy(type => type.Name).Count());
        Assert.Equal(Oxm.All.Count, Oxm.All.DistinctBy(type => type.ShortName).Count());
    }
}
