using RxOfctl.Protocol.Matching;

namespace RxOfctl.Protocol.Tests.Matching;

public class OxmIdTests
{
    [Fact]
    public void An_id_leads_to_its_field_in_every_class()
    {
        Assert.Same(Oxm.EthDst, OxmId.Of(Oxm.EthDst, hasMask: true).Type);
        Assert.Same(Nxm.Reg0, OxmId.Of(Nxm.Reg0).Type);
        foreach (var type in OnfOxm.All)
            Assert.Same(type, OxmId.Of(type).Type);
    }

    [Fact]
    public void An_id_is_written_as_the_name_of_its_field()
    {
        Assert.Equal("eth_dst", OxmId.Of(Oxm.EthDst).ToString());
        Assert.Equal(Nxm.Reg0.Name, OxmId.Of(Nxm.Reg0).ToString());
        Assert.Equal("oxm_7ffe_3", new OxmId(0x7ffe, 3, false, 4).ToString());
    }

    [Fact]
    public void The_field_of_another_experimenter_is_not_known() => Assert.Null((OxmId.Of(OnfOxm.All[0]) with { Experimenter = 7 }).Type);
}
