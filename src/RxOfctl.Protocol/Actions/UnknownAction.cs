using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>An action of a type that this library does not know. Its bytes are kept.</summary>
public sealed record UnknownAction : OpenFlowAction
{
    /// <summary>An action of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="body">What follows type and length: four bytes, or four more than a multiple of eight.</param>
    /// <exception cref="ArgumentException">The body has another length.</exception>
    public UnknownAction(ushort type, ByteString body)
    {
        if (body.Length % 8 != 4)
            throw new ArgumentException($"An action's length is a multiple of eight, its body four less; {body.Length} bytes are none.", nameof(body));
        Type = type;
        Body = body;
    }

    /// <summary>The type.</summary>
    public ushort Type { get; }

    /// <summary>What follows type and length.</summary>
    public ByteString Body { get; }

    internal override WireForm FormIn(OpenFlowVersion version, EncodeOptions options) => new(1, Type);

    internal override void WriteBody(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}
