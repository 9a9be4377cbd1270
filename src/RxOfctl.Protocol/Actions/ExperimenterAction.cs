using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Onf;
using RxOfctl.Protocol.Text;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>An experimenter's action that this library does not know (OFPAT_EXPERIMENTER, OpenFlow 1.3.5 §7.2.5; OFPAT_VENDOR in 1.0).</summary>
[WireCode(0xffff, ReadBy = nameof(ReadAny))]
public sealed partial record ExperimenterAction : OpenFlowAction
{
    /// <summary>The experimenter: an IEEE OUI, or a number above 0x00ffffff that the ONF gave.</summary>
    [Field]
    public uint ExperimenterId { get; init; }

    /// <summary>What follows; the action's length is padded to a multiple of eight bytes.</summary>
    [Field]
    public ByteString Data { get; init; }

    /// <summary>The bytes of the action: <c>ovs-ofctl</c> has no words for it.</summary>
    public override string ToString() => RawText.Of<OpenFlowAction>(this);

    internal static OpenFlowAction ReadAny(ref WireReader reader)
    {
        OpenFlowAction? known = reader.PeekUInt32() switch
        {
            NiciraExperimenter.Id => NiciraAction.ReadAny(ref reader),
            OnfExperimenter.Id => OnfCopyFieldAction.ReadAny(ref reader),
            _ => null,
        };
        return known ?? ReadBody(ref reader);
    }
}
