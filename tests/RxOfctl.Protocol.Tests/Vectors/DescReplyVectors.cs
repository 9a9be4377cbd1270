using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class DescReplyVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new DescReply { MfrDesc = "Nicira, Inc.", HwDesc = "H", SwDesc = "S", SerialNum = "None", DpDesc = new string('D', 256) },
            """
            01 11 042c 00000001
            0000 0000                 // type: OFPST_DESC; flags
            4e69636972612c20496e632e 00*244  // mfr_desc: Nicira, Inc.
            48 00*255                 // hw_desc: H
            53 00*255                 // sw_desc: S
            4e6f6e65 00*28            // serial_num: None
            44*256                    // dp_desc: not a byte left for the end
            """),
        new(
            new DescReply { MfrDesc = "Nicira, Inc.", HwDesc = "H", SwDesc = "S", SerialNum = "None", DpDesc = new string('D', 256) },
            """
            04 13 0430 00000001
            0000 0000 00000000        // type: OFPMP_DESC; flags, pad
            4e69636972612c20496e632e 00*244  // mfr_desc: Nicira, Inc.
            48 00*255                 // hw_desc: H
            53 00*255                 // sw_desc: S
            4e6f6e65 00*28            // serial_num: None
            44*256                    // dp_desc: not a byte left for the end
            """,
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
    ];
}
