namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>
/// What ovs-ofctl 3.1 refuses of that which the specification allows, or which the codec leaves to the datapath to refuse. A test makes sure
/// that each limit is met in each of its versions.
/// </summary>
internal static partial class OvsLimits
{
    /// <summary>All of them; what a limit makes of something is what the next ones see.</summary>
    public static IReadOnlyList<OvsLimit> All { get; } = [.. Values(), .. Fields(), .. Actions(), .. Properties(), .. Entries(), .. Messages()];
}
