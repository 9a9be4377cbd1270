using RxOfctl.Protocol;

namespace RxOfctl.Interop.Tests.Protocol;

internal static partial class OvsLimits
{
    private static IEnumerable<OvsLimit> Values() =>
    [
        OvsLimit.Of<PortNumber>(
            "ports from 0xff00 to 0xfffffeff", "has 16 bits for a port (ofputil_port_from_ofp11)",
            port => Port16(port)),
    ];

    private static PortNumber Port16(PortNumber port) => port.TryToUInt16(out _) ? port : new PortNumber(port.Value % 0xff00);
}
