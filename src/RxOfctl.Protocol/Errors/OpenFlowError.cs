using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol.Errors;

/// <summary>
/// What went wrong, as an OFPT_ERROR says it (<c>ofp_error_msg</c>, <c>ofp_error_experimenter_msg</c>, and Nicira's NXET_VENDOR).
/// An error is one and the same value in all versions, whatever its numbers in each: <see cref="FlowModFailedOverlap"/> is
/// type 3, code 1 in OpenFlow 1.0, and type 5, code 3 since.
/// </summary>
/// <remarks>
/// An error has at most one form in a version: a type and a code of the specification's (<see cref="TryGetNumbers"/>), or numbers of
/// an experimenter's (<see cref="TryGetExperimenterNumbers"/>). Undefined numbers are kept as they are (<see cref="Unknown"/>).
/// </remarks>
[JsonConverter(typeof(OpenFlowJsonConverter))]
public sealed partial class OpenFlowError : IEquatable<OpenFlowError>
{
    // By version; the first is for versions that are not defined.
    private static readonly FrozenDictionary<Numbers, OpenFlowError>[] Tables;

    private readonly Form[] _forms;
    private readonly Numbers? _unknown;

    // A constructor, because it runs after the initializers of all parts of the class.
    static OpenFlowError()
    {
        All = Declared().AsReadOnly();
        Tables = [.. Enumerable.Range(0, (int)OpenFlowVersion.OpenFlow15 + 1).Select(version => TableFor((OpenFlowVersion)version))];
    }

    private OpenFlowError(string name, string description, Form[] forms, Numbers? unknown = null)
    {
        Name = name;
        Description = description;
        _forms = forms;
        _unknown = unknown;
    }

    /// <summary>
    /// The name in the newest specification that has the error: <c>OFPFMFC_OVERLAP</c>. An unknown one is named by its numbers:
    /// <c>type 7, code 3</c>.
    /// </summary>
    public string Name { get; }

    /// <summary>What the error means, in one sentence.</summary>
    public string Description { get; }

    /// <summary>All errors that have a name, in no order to rely on.</summary>
    public static IReadOnlyCollection<OpenFlowError> All { get; }

    /// <summary>An error without a name. It equals another of the same numbers, and never one that has a name.</summary>
    /// <param name="type">The type (<c>ofp_error_msg.type</c>).</param>
    /// <param name="code">The code (<c>ofp_error_msg.code</c>).</param>
    public static OpenFlowError Unknown(ushort type, ushort code) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"type {type}, code {code}"),
            "The specification does not define these numbers.",
            [new(default, (OpenFlowVersion)byte.MaxValue, new(null, type, code))],
            new(null, type, code));

    /// <summary>An experimenter's error without a name. It equals another of the same numbers, and never one that has a name.</summary>
    /// <param name="experimenter">The experimenter: an IEEE OUI, or a number that ONF gave.</param>
    /// <param name="type">The type, which is all that the message has from 1.2 on (<c>ofp_error_experimenter_msg.exp_type</c>).</param>
    /// <param name="code">The code in NXET_VENDOR, zero from 1.2 on.</param>
    public static OpenFlowError UnknownExperimenter(uint experimenter, ushort type, ushort code)
    {
        Numbers numbers = new(experimenter, type, code);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"experimenter 0x{experimenter:x8}, type {type}, code {code}"),
            "The experimenter is not known to define these numbers.",
            [new(default, code == 0 ? (OpenFlowVersion)byte.MaxValue : OpenFlowVersion.OpenFlow11, numbers)],
            numbers);
    }

    /// <summary>The error that a type and a code mean in a version: the one with a name, or else <see cref="Unknown"/>.</summary>
    /// <param name="version">
    /// The version in the header of the message. In one that is not defined, only OFPET_HELLO_FAILED has meaning: it says that the two
    /// ends have no version in common.
    /// </param>
    /// <param name="type">The type (<c>ofp_error_msg.type</c>).</param>
    /// <param name="code">The code (<c>ofp_error_msg.code</c>).</param>
    public static OpenFlowError FromWire(OpenFlowVersion version, ushort type, ushort code) =>
        TableOf(version).TryGetValue(new(null, type, code), out var error) ? error : Unknown(type, code);

    /// <summary>
    /// The error that an experimenter's numbers mean in a version: the one with a name, or else <see cref="UnknownExperimenter"/>.
    /// </summary>
    /// <param name="version">The version in the header of the message.</param>
    /// <param name="experimenter">
    /// The experimenter (<c>ofp_error_experimenter_msg.experimenter</c>, <c>nx_vendor_error.vendor</c>).
    /// </param>
    /// <param name="type">The type (<c>ofp_error_experimenter_msg.exp_type</c>, <c>nx_vendor_error.type</c>).</param>
    /// <param name="code">The code (<c>nx_vendor_error.code</c>), zero from 1.2 on, where the message has none.</param>
    public static OpenFlowError FromExperimenter(OpenFlowVersion version, uint experimenter, ushort type, ushort code) =>
        TableOf(version).TryGetValue(new(experimenter, type, code), out var error)
            ? error
            : UnknownExperimenter(experimenter, type, code);

    /// <summary>
    /// The type and the code that the error has in a version. An unknown error has those that it was made of, in all versions.
    /// </summary>
    /// <param name="version">The version in which to send the error.</param>
    /// <param name="type">The type (<c>ofp_error_msg.type</c>).</param>
    /// <param name="code">The code (<c>ofp_error_msg.code</c>).</param>
    /// <returns>False if the version's specification does not have the error; an experimenter may.</returns>
    public bool TryGetNumbers(OpenFlowVersion version, out ushort type, out ushort code)
    {
        var numbers = NumbersIn(version);
        var found = numbers is { Experimenter: null };
        (type, code) = found ? (numbers!.Value.Type, numbers.Value.Code) : default;
        return found;
    }

    /// <summary>
    /// The numbers that an experimenter gave the error for a version: to be sent as OFPET_EXPERIMENTER from 1.2 on, as NXET_VENDOR before.
    /// </summary>
    /// <param name="version">The version in which to send the error.</param>
    /// <param name="experimenter">
    /// The experimenter (<c>ofp_error_experimenter_msg.experimenter</c>, <c>nx_vendor_error.vendor</c>).
    /// </param>
    /// <param name="type">The type (<c>ofp_error_experimenter_msg.exp_type</c>, <c>nx_vendor_error.type</c>).</param>
    /// <param name="code">The code (<c>nx_vendor_error.code</c>), zero from 1.2 on, where the message has none.</param>
    /// <returns>False if no experimenter has the error in that version; the specification may.</returns>
    public bool TryGetExperimenterNumbers(OpenFlowVersion version, out uint experimenter, out ushort type, out ushort code)
    {
        var numbers = NumbersIn(version);
        var found = numbers is { Experimenter: not null };
        (experimenter, type, code) = found ? (numbers!.Value.Experimenter!.Value, numbers.Value.Type, numbers.Value.Code) : default;
        return found;
    }

    /// <inheritdoc/>
    public bool Equals(OpenFlowError? other) =>
        ReferenceEquals(this, other) || (other is not null && _unknown is { } numbers && numbers == other._unknown);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OpenFlowError);

    /// <inheritdoc/>
    public override int GetHashCode() => _unknown is { } numbers ? numbers.GetHashCode() : base.GetHashCode();

    /// <summary>Whether two errors are the same.</summary>
    public static bool operator ==(OpenFlowError? left, OpenFlowError? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two errors are not the same.</summary>
    public static bool operator !=(OpenFlowError? left, OpenFlowError? right) => !(left == right);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private Numbers? NumbersIn(OpenFlowVersion version)
    {
        foreach (var form in _forms)
            if (version >= form.First && version <= form.Last)
                return form.Numbers;
        return null;
    }

    private static FrozenDictionary<Numbers, OpenFlowError> TableOf(OpenFlowVersion version) =>
        Tables[version <= OpenFlowVersion.OpenFlow15 ? (int)version : 0];

    private static FrozenDictionary<Numbers, OpenFlowError> TableFor(OpenFlowVersion version) =>
        All.Where(error => error.NumbersIn(version) is not null).ToFrozenDictionary(error => error.NumbersIn(version)!.Value);

    /// <summary>The numbers on the wire. Null stands for the specification, since 0 is an experimenter's valid number.</summary>
    private readonly record struct Numbers(uint? Experimenter, ushort Type, ushort Code);

    /// <summary>The numbers of an error in a range of versions.</summary>
    private readonly record struct Form(OpenFlowVersion First, OpenFlowVersion Last, Numbers Numbers);
}
