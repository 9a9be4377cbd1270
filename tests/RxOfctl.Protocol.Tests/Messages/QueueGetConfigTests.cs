using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Messages;

public class QueueGetConfigTests
{
    [Fact]
    public void Request_of_1_0() => CommentedBytes.Match(
        new QueueGetConfigRequest { Port = 1 },
        OpenFlow10,
        """
        01 14 00 0c 12 34 56 78
        00 01 00 00               # port, pad
        """);

    [Fact]
    public void Request_of_1_3() => CommentedBytes.Match(
        new QueueGetConfigRequest(),
        OpenFlow13,
        """
        04 16 00 10 12 34 56 78
        ff ff ff ff 00 00 00 00   # port, pad
        """);

    [Fact]
    public void Reply_of_1_0_names_the_port_once() => CommentedBytes.Match(
        new QueueGetConfigReply { Port = 1, Queues = [new() { QueueId = 2, Properties = [new MinRateQueueProperty { Rate = 500 }] }] },
        OpenFlow10,
        """
        01 15 00 28 12 34 56 78
        00 01 00 00 00 00 00 00   # port, pad
        00 00 00 02 00 18 00 00   # queue_id, len, pad
        00 01 00 10 00 00 00 00 01 f4 00 00 00 00 00 00   # min_rate
        """);

    [Fact]
    public void Reply_of_1_3_names_the_port_of_each_queue() => CommentedBytes.Match(
        new QueueGetConfigReply
        {
            Port = PortNumber.Any,
            Queues =
            [
                new() { PortNo = 1, QueueId = 2, Properties = [new MaxRateQueueProperty { Rate = 500 }, new ExperimenterQueueProperty { ExperimenterId = 7, Data = new byte[] { 1 } }] },
            ],
        },
        OpenFlow13,
        """
        04 17 00 41 12 34 56 78
        ff ff ff ff 00 00 00 00   # port, pad
        00 00 00 02 00 00 00 01   # queue_id, port
        00 31 00 00 00 00 00 00   # len, pad
        00 02 00 10 00 00 00 00 01 f4 00 00 00 00 00 00   # max_rate
        ff ff 00 11 00 00 00 00 00 00 00 07 00 00 00 00 01   # experimenter's
        """);

    [Fact]
    public void Later_versions_have_another_request() => Assert.Throws<UnsupportedByVersionException>(
        () => OpenFlowCodec.Encode(new QueueGetConfigRequest(), OpenFlow14, 1));
}
