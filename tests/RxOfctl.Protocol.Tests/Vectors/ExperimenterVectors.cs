using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class ExperimenterVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new Experimenter { ExperimenterId = 0x7f001234, Data = ByteString.FromHex("aabbcc") },
            """
            01 04 000f 00000001
            7f001234 aabbcc  // vendor, data
            """),
        new(
            new Experimenter { ExperimenterId = 0x7f001234, ExpType = 2, Data = ByteString.FromHex("aabbcc") },
            """
            04 04 0013 00000001
            7f001234 00000002 aabbcc  // experimenter, exp_type, data
            """,
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
    ];
}
