using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol.Matching;

/// <summary>
/// What a flow matches (<c>ofp_match</c>, OpenFlow 1.3.5 §7.2.3): a set of fields, each with a value and perhaps a mask. A field that is
/// not there matches anything. One type for the fixed structures of OpenFlow 1.0 and 1.1 and for the lists of later versions. Two are equal
/// if they match the same packets by the same fields: the order of the fields, masks of all ones, and other names of a field
/// (<see cref="Nxm"/> has them, and parts of registers) do not count.
/// </summary>
/// <example><code>Match match = [Oxm.InPort.Is(1), Oxm.EthDst.Is(mac)];</code></example>
[CollectionBuilder(typeof(Match), nameof(Create))]
[SuppressMessage("Naming", "CA1710", Justification = "The specification's name.")]
[JsonConverter(typeof(OpenFlowJsonConverter))]
public partial class Match : IReadOnlyList<OxmField>, IEquatable<Match>
{
    private readonly OxmField[] _fields;

    private Match(OxmField[] fields) => _fields = fields;

    /// <summary>Matches everything.</summary>
    public static Match Any { get; } = new([]);

    // What a packet-out has if nothing else is said.
    private static readonly Match OfController = new([Oxm.InPort.Is(PortNumber.Controller)]);

    // The match of a packet-in is most often its port alone: such a match is made once for each port.
    private static readonly Match?[] OfInPorts = new Match?[1024];

    /// <summary>A match whose structure on the wire had bits that its fields do not say.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="version">The version of the structure.</param>
    /// <param name="bytes">The structure as it came, with its padding.</param>
    private sealed class Received(OxmField[] fields, OpenFlowVersion version, ByteString bytes) : Match(fields)
    {
        public OpenFlowVersion Version => version;

        public ByteString Bytes => bytes;
    }

    /// <summary>
    /// A match whose message was decoded from another form than the default one, which is kept here: most messages have no room for it.
    /// </summary>
    private sealed class Enveloped(OxmField[] fields, Kept<byte> form) : Match(fields)
    {
        public Kept<byte> Form => form;
    }

    /// <summary>The form of the message that the match is of; kept for no version where it is the default one.</summary>
    internal Kept<byte> Envelope => this is Enveloped enveloped ? enveloped.Form : default;

    /// <summary>The match as that of a message that was decoded from a form.</summary>
    internal Match Of(Kept<byte> form) => form.Version == 0 ? this : new Enveloped(_fields, form);

    /// <summary>The structure as it came, where it had bits that the fields do not say; kept for no version where it had none.</summary>
    internal Kept<ByteString> Structure => this is Received received ? new(received.Version, received.Bytes) : default;

    /// <summary>How many fields there are.</summary>
    public int Count => _fields.Length;

    /// <summary>The field at a place, in the order in which they were given or received.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such place.</exception>
    public OxmField this[int index] => _fields[index];

    /// <summary>A match of the fields given.</summary>
    /// <exception cref="ArgumentException">A field is given twice, or is <c>default(OxmField)</c>.</exception>
    public static Match Create(ReadOnlySpan<OxmField> fields)
    {
        foreach (ref readonly var field in fields)
        {
            if (field.IsDefault)
                throw new ArgumentException(OxmField.NoField, nameof(fields));
        }

        if (FirstDuplicate(fields) is { } twice)
            throw new ArgumentException($"A match has every field once at most; {twice} is given twice.", nameof(fields));
        return fields.IsEmpty ? Any : new(fields.ToArray());
    }

    /// <summary>A match of a port by which packets come, and of nothing else.</summary>
    public static Match OfInPort(PortNumber port)
    {
        if (port == PortNumber.Controller)
            return OfController;
        if (port.Value >= (uint)OfInPorts.Length)
            return new([Oxm.InPort.Is(port)]);
        ref var match = ref OfInPorts[port.Value];
        return match ??= new([Oxm.InPort.Is(port)]);
    }

    /// <summary>The value of a field, or null where the match does not have it.</summary>
    public T? Get<T>(OxmType<T> type)
        where T : struct, IEquatable<T>
    {
        ArgumentNullException.ThrowIfNull(type);
        return TryFindAny(type, out var field) ? type.ValueOf(field) : null;
    }

    /// <summary>The mask of a field: all ones where it has a value without a mask, null where the match does not have the field.</summary>
    public T? GetMask<T>(OxmType<T> type)
        where T : struct, IEquatable<T>
    {
        ArgumentNullException.ThrowIfNull(type);
        return TryFindAny(type, out var field) ? type.MaskOf(field) : null;
    }

    /// <summary>This match with a field set, in the place of its former value or else at the end.</summary>
    /// <exception cref="ArgumentException">The field is <c>default(OxmField)</c>.</exception>
    public Match With(OxmField field)
    {
        if (field.IsDefault)
            throw new ArgumentException(OxmField.NoField, nameof(field));
        var index = IndexOf(field.Type);
        if (index < 0)
            return new([.. _fields, field]);
        OxmField[] fields = [.. _fields];
        fields[index] = field;
        return new(fields);
    }

    /// <summary>The same match by the names of fields that Nicira's messages have in OpenFlow 1.0 and 1.1.</summary>
    internal Match ToNicira() => new(OxmAliases.ToNicira(_fields));

    /// <summary>Finds a field by the name that it has in the match.</summary>
    internal bool TryFind(OxmType type, out OxmField field)
    {
        var index = IndexOf(type);
        field = index < 0 ? default : _fields[index];
        return index >= 0;
    }

    // By whichever name the match has the field.
    private bool TryFindAny(OxmType type, out OxmField field) => TryFind(type, out field) || OxmAliases.TryFind(type, _fields, out field);

    private int IndexOf(OxmType type)
    {
        var fields = _fields;
        for (var index = 0; index < fields.Length; index++)
        {
            if (fields[index].Type.Equals(type))
                return index;
        }

        return -1;
    }

    /// <inheritdoc/>
    public bool Equals(Match? other) =>
        other is not null && (HasFieldsOf(other._fields)
            || (OxmAliases.Canonical(_fields, out var own) | OxmAliases.Canonical(other._fields, out var theirs)
                && new Match(own).HasFieldsOf(theirs)));

    private bool HasFieldsOf(OxmField[] others)
    {
        if (others.Length != _fields.Length)
            return false;
        for (var index = 0; index < others.Length; index++)
        {
            // Equal matches most often have the same order, too.
            ref readonly var other = ref others[index];
            if (other == _fields[index])
                continue;
            var place = IndexOf(other.Type);
            if (place < 0 || _fields[place] != other)
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Match);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // The order of the fields does not count.
        var hash = 0;
        OxmAliases.Canonical(_fields, out var fields);
        foreach (var field in fields)
            hash ^= field.GetHashCode();
        return hash;
    }

    /// <summary>Goes through the fields.</summary>
    public IEnumerator<OxmField> GetEnumerator() => ((IEnumerable<OxmField>)_fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Reads a match in the form that the version has.</summary>
    internal static Match Read(ref WireReader reader) => reader.Version switch
    {
        OpenFlowVersion.OpenFlow10 => ReadFixed10(ref reader),
        OpenFlowVersion.OpenFlow11 => ReadFixed11(ref reader),
        _ => ReadOxm(ref reader),
    };

    /// <summary>True if the form that the version has can carry the match.</summary>
    internal bool Fits(OpenFlowVersion version)
    {
        if (version >= OpenFlowVersion.OpenFlow12)
            return true;
        // Most of what does not fit is a field that has no place, which shows without an exception.
        foreach (ref readonly var field in _fields.AsSpan())
        {
            if (version == OpenFlowVersion.OpenFlow10 ? Places10[field.Type] == default : Places11[field.Type] == default)
                return false;
        }

        try
        {
            var writer = new WireWriter([], version, xid: 0);
            Write(ref writer);
            return true;
        }
        catch (UnsupportedByVersionException)
        {
            return false;
        }
    }

    /// <summary>Writes the match in the form that the version has.</summary>
    internal void Write(ref WireWriter writer)
    {
        if (this is Received received && received.Version == writer.Version)
            writer.WriteBytes(received.Bytes.Span);
        else if (writer.Version == OpenFlowVersion.OpenFlow10)
            WriteFixed10(ref writer);
        else if (writer.Version == OpenFlowVersion.OpenFlow11)
            WriteFixed11(ref writer);
        else
            WriteOxm(ref writer);
    }

    private static OxmType? FirstDuplicate(ReadOnlySpan<OxmField> fields)
    {
        if (fields.Length < 2)
            return null;
        // Most matches have fewer fields than a hash set costs; a hostile one may have thousands.
        if (fields.Length > 32)
        {
            var seen = new HashSet<OxmType>();
            foreach (ref readonly var field in fields)
            {
                if (!seen.Add(field.Type))
                    return field.Type;
            }

            return null;
        }

        for (var index = 1; index < fields.Length; index++)
        {
            foreach (ref readonly var earlier in fields[..index])
            {
                if (earlier.Type.Equals(fields[index].Type))
                    return earlier.Type;
            }
        }

        return null;
    }
}
