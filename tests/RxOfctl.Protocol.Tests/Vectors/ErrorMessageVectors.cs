using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class ErrorMessageVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new ErrorMessage { Error = OpenFlowError.BadRequestBadType, Data = ByteString.FromHex("0120000800000005") },
            """
            01 01 0014 00000005
            0001 0001            // OFPET_BAD_REQUEST, OFPBRC_BAD_TYPE
            01 20 0008 00000005  // the message at fault
            """,
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
        new(
            new ErrorMessage { Error = OpenFlowError.BadRequestBadType, Data = ByteString.FromHex("0420000800000005") },
            """
            04 01 0014 00000005
            0001 0001            // OFPET_BAD_REQUEST, OFPBRC_BAD_TYPE
            04 20 0008 00000005  // the message at fault
            """),
        new(
            new ErrorMessage { Error = OpenFlowError.UnknownExperimenter(0x7f001234, 7, 9) },
            """
            01 01 0014 00000005
            b0c2 0000            // NXET_VENDOR, NXVC_VENDOR_ERROR
            7f001234 0007 0009   // vendor, type, code
            """),
        new(
            new ErrorMessage { Error = OpenFlowError.UnknownExperimenter(0x7f001234, 7, 0), Data = ByteString.FromHex("ab") },
            """
            04 01 0011 00000005
            ffff 0007            // OFPET_EXPERIMENTER, exp_type
            7f001234 ab          // experimenter, data
            """),
    ];
}
