using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Multipart;

public class MeterMultipartTests
{
    [Fact]
    public void Meter_features_of_1_5_are_refused_before() => Assert.Throws<UnsupportedByVersionException>(
        () => OpenFlowCodec.Encode(new MeterFeaturesReply { Features = MeterFeatureFlags.AnyPosition }, OpenFlow14, 1));
}
