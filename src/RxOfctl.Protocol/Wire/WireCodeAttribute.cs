namespace RxOfctl.Protocol.Wire;

/// <summary>
/// The number that identifies a record within its family on the wire (a message type, an action type and so on), and the
/// versions in which it has that number. A record has one for each number it ever had, and one for each form that an experimenter gave it
/// (<see cref="NiciraCodeAttribute"/>, <see cref="OnfCodeAttribute"/>). Every form is read. The one that is written is that in which the
/// record was decoded, else the first in the order of declaration which the version has and which can carry the record's members.
/// </summary>
/// <param name="code">The number, 0 to 65535.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal class WireCodeAttribute(int code) : Attribute
{
    /// <summary>The number.</summary>
    public int Code { get; } = code;

    /// <summary>The first version in which the record has the number.</summary>
    public OpenFlowVersion From { get; init; } = OpenFlowVersion.OpenFlow10;

    /// <summary>The last version in which the record has the number.</summary>
    public OpenFlowVersion To { get; init; } = OpenFlowVersion.OpenFlow15;

    /// <summary>
    /// The base record whose family has the code, where it is not the record's own: what an experimenter made a message of its own is an
    /// entry of the specification's message. The record then chooses such a form by hand.
    /// </summary>
    public Type? Family { get; init; }

    /// <summary>
    /// The name of the <see cref="WireLayoutAttribute"/> that has the body in this form. The form can carry the members if those that the
    /// layout lacks have their default values, unless <see cref="When"/> says otherwise.
    /// </summary>
    public string? Layout { get; init; }

    /// <summary>The method that reads the body, where it is not <c>ReadBody</c>.</summary>
    public string? ReadBy { get; init; }

    /// <summary>The method that writes the body, where it is not the family's.</summary>
    public string? WriteBy { get; init; }

    /// <summary>How many zero bytes stand before the body in this form.</summary>
    public int PadBefore { get; init; }

    /// <summary>
    /// The method <c>bool(OpenFlowVersion)</c> of the record which says whether the form can carry the members as they are; without one it
    /// can.
    /// </summary>
    public string? When { get; init; }

    /// <summary>
    /// What the peer must be known to understand before the form is chosen. A record that came in the form is sent in it regardless.
    /// </summary>
    public EncodeOptions Needs { get; init; }
}

/// <summary>The subtype by which Nicira, whose extensions Open vSwitch has, gave the record a form (experimenter 0x00002320).</summary>
/// <param name="code">The subtype (NXT_*, NXST_*, NXAST_*).</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal sealed class NiciraCodeAttribute(int code) : WireCodeAttribute(code);

/// <summary>The subtype by which the Open Networking Foundation gave the record a form (experimenter 0x4f4e4600).</summary>
/// <param name="code">The subtype (ONFT_*, ONFST_*, ONFACT_*).</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal sealed class OnfCodeAttribute(int code) : WireCodeAttribute(code);

/// <summary>
/// One of the forms that a record has on the wire: the number that identifies it within its family, or the subtype that an
/// experimenter gave it. The default value is no form.
/// </summary>
/// <param name="Index">Which of the record's codes it is, from 1 on, in the order of their declaration.</param>
/// <param name="Code">The number, or the experimenter's subtype.</param>
/// <param name="Experimenter">The experimenter; 0 for a form of the specification.</param>
internal readonly record struct WireForm(byte Index, ushort Code, uint Experimenter = 0)
{
    /// <summary>False where the version has no form for the record.</summary>
    public bool Exists => Index != 0;
}

/// <summary>The experimenters who gave records of the specification further forms.</summary>
internal static class Experimenters
{
    /// <summary>Nicira, whose extensions Open vSwitch has (NX_VENDOR_ID).</summary>
    public const uint Nicira = 0x0000_2320;

    /// <summary>The match fields of the network service header in Open vSwitch (NXOXM_NSH).</summary>
    public const uint Nsh = 0x005a_d650;

    /// <summary>The Open Networking Foundation (ONF_VENDOR_ID).</summary>
    public const uint Onf = 0x4f4e_4600;
}
