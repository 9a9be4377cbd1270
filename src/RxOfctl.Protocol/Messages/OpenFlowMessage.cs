namespace RxOfctl.Protocol.Messages;

/// <summary>
/// A message of OpenFlow, without its header: the transaction id belongs to a sending, not to the message, and the version to the
/// connection. Immutable, and equal to another by content.
/// </summary>
[WireFamily(FormMethod = nameof(FormIn))]
public abstract partial record OpenFlowMessage
{
    /// <summary>True for what carries a message, or belongs to what does: it has no place within another message.</summary>
    internal virtual bool MustBeOutermost => false;

    /// <summary>The message within this one; null where it has none.</summary>
    internal virtual OpenFlowMessage? Inner => null;

    /// <summary>The form of the message in a version: its type (<c>ofp_type</c>), or an experimenter's.</summary>
    internal abstract WireForm FormIn(OpenFlowVersion version, EncodeOptions options);

    /// <summary>Writes what follows the header, or an experimenter's type.</summary>
    internal abstract void WriteBody(ref WireWriter writer);

    /// <summary>Writes what follows the header, or an experimenter's type, in a form.</summary>
    internal virtual void WriteBody(int form, ref WireWriter writer) => WriteBody(ref writer);

    /// <summary>Reads what follows the header.</summary>
    internal static OpenFlowMessage Read(byte type, ref WireReader reader)
    {
        var message = ReadKnown(type, ref reader);
        if (message is null)
            return new UnknownMessage(type, reader.ReadRest());
        reader.EnsureEnd(message);
        return message;
    }
}

/// <summary>A message of a type that this library does not know in the version in which it came. Its bytes are kept.</summary>
/// <param name="Type">The type in the header, 0 to 255.</param>
/// <param name="Body">What follows the header.</param>
public sealed record UnknownMessage(byte Type, ByteString Body) : OpenFlowMessage
{
    internal override WireForm FormIn(OpenFlowVersion version, EncodeOptions options) => new(1, Type);

    internal override void WriteBody(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}

/// <summary>
/// An experimenter's message that this library does not know (OFPT_EXPERIMENTER, OpenFlow 1.3.5 §7.5.5; OFPT_VENDOR in 1.0).
/// </summary>
[WireCode(Type, ReadBy = nameof(ReadAny))]
public sealed partial record Experimenter : OpenFlowMessage
{
    internal const byte Type = 4;

    /// <summary>The experimenter: an IEEE OUI, or a number above 0x00ffffff that the ONF gave.</summary>
    public uint ExperimenterId { get; init; }

    /// <summary>
    /// The type that the experimenter gave; OpenFlow 1.1 and later. In 1.0 it is part of <see cref="Data"/>, if there is one.
    /// </summary>
    [Field(From = OpenFlowVersion.OpenFlow11)]
    public uint ExpType { get; init; }

    /// <summary>What follows.</summary>
    public ByteString Data { get; init; }

    internal static OpenFlowMessage ReadAny(ref WireReader reader)
    {
        var ahead = reader;
        if (ahead.Remaining < 8 || ReadExperimenter(ahead.ReadUInt32(), ahead.ReadUInt32(), ref ahead) is not { } known)
            return ReadBody(ref reader);
        reader = ahead;
        return known;
    }
}
