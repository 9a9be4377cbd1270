namespace RxOfctl.Flows;

/// <summary>
/// Where on a packet's way through the network a rule is, for <see cref="UpdatePolicy.TwoPhase"/>. Other policies ignore it.
/// </summary>
public enum PathPart : byte
{
    /// <summary>The rule takes no part in two-phase updates: it is installed and deleted at once.</summary>
    None,

    /// <summary>
    /// The rule receives packets from outside and sends them on through the network: it pushes the version tag. It matches packets
    /// without one.
    /// </summary>
    Ingress,

    /// <summary>The rule receives packets from the network and sends them on through it: it matches the version tag.</summary>
    Internal,

    /// <summary>
    /// The rule receives packets from the network and sends them out of it: it matches the version tag, and pops it before its actions.
    /// </summary>
    Egress,

    /// <summary>The rule receives packets from outside and sends them out at once: they never have a version tag.</summary>
    Local,
}

/// <summary>The header field that shows which version of the rules a packet is processed by.</summary>
public enum VersionTag : byte
{
    /// <summary>
    /// A VLAN id, 1 to 4,094. Packets from outside have no VLAN tag in OpenFlow 1.0, and at ingress rules that do not match on VLAN ids.
    /// </summary>
    VlanId,

    /// <summary>
    /// An MPLS label, 16 to 1,048,575. OpenFlow 1.1 and later. Each rule then matches on the Ethernet type, and internal and egress rules
    /// on no field of IP or above.
    /// </summary>
    MplsLabel,
}

/// <summary>How <see cref="UpdatePolicy.TwoPhase"/> makes packets see one version of the rules.</summary>
public sealed record TwoPhaseOptions
{
    private const uint FirstVlanId = 1;
    private const uint LastVlanId = 4094;
    // The labels below are reserved (RFC 3032 §2.1).
    private const uint FirstMplsLabel = 16;
    private const uint LastMplsLabel = 0xf_ffff;

    /// <summary>The header field. Default: <see cref="VersionTag.VlanId"/>.</summary>
    public VersionTag Tag { get; init; }

    /// <summary>The values of the field that are the app's, at least two. Default: all that the field has.</summary>
    public IdRange? Range { get; init; }

    /// <summary>
    /// How long a packet is on its way through the network at most. The old rules stay for so long after the last ingress rule has
    /// changed. Default 1 s.
    /// </summary>
    public TimeSpan MaxTransit { get; init; } = TimeSpan.FromSeconds(1);

    internal IdRange EffectiveRange => Range ?? Whole;

    private IdRange Whole => Tag == VersionTag.VlanId ? new(FirstVlanId, LastVlanId) : new(FirstMplsLabel, LastMplsLabel);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxTransit, TimeSpan.Zero);
        var range = EffectiveRange;
        if (range.First < Whole.First || range.Last > Whole.Last || range.First >= range.Last)
        {
            throw new ArgumentOutOfRangeException(
                nameof(Range), range, $"A range of {Tag} has two values or more, of {Whole.First} to {Whole.Last}.");
        }
    }
}

/// <summary>How far a two-phase update has come.</summary>
public enum UpdatePhase
{
    /// <summary>The rules are those of the version, and no others.</summary>
    Complete,

    /// <summary>A datapath that has rules of the version is not connected, or has not been read yet.</summary>
    Waiting,

    /// <summary>The internal and egress rules of the version are being added. All packets are processed by the previous version.</summary>
    Preparing,

    /// <summary>The ingress rules are being changed: each packet is processed by one of the two versions.</summary>
    Switching,

    /// <summary>Packets of the previous version may still be on their way. All others are processed by the version.</summary>
    Draining,

    /// <summary>An ingress rule of the version was refused: the ingress rules are being changed back.</summary>
    RollingBack,

    /// <summary>
    /// The version could not be installed: see <see cref="UpdateStatus.Error"/>. The rules are those of the previous version.
    /// </summary>
    Refused,
}

/// <summary>How it stands with the rules that are updated in two phases.</summary>
/// <param name="Phase">How far the update has come.</param>
/// <param name="Tag">The version tag that packets get when the update is complete; null if none has been chosen.</param>
/// <param name="Error">Why the version was refused; null if it was not.</param>
public sealed record UpdateStatus(UpdatePhase Phase, uint? Tag, TwoPhaseRefusedException? Error);

/// <summary>A version of rules cannot be installed beside the previous one. It is tried again when the rules change.</summary>
public sealed class TwoPhaseRefusedException : Exception
{
    internal TwoPhaseRefusedException(string message, IReadOnlyList<RuleStatus<FlowRule>>? failed = null)
        : base(message, failed is [var first, ..] ? first.Error : null) => Failed = failed ?? [];

    /// <summary>The rules that a datapath refused, with their errors; empty if none was sent.</summary>
    public IReadOnlyList<RuleStatus<FlowRule>> Failed { get; }
}
