using RxOfctl.Protocol.Matching;

namespace RxOfctl.Protocol.Tests.Properties;

/// <summary>
/// What a reader refuses although the codec writes it. With limits, matches have the prerequisites of all their fields and no fields that
/// are unknown.
/// </summary>
internal sealed class MessageLimits
{
    /// <summary>Records not to be made.</summary>
    public required IReadOnlySet<Type> Excluded { get; init; }

    /// <summary>The values of a member (or a constructor's parameter) of a record that are fine.</summary>
    public required IReadOnlyDictionary<(Type Type, string Member), Func<Random, object>> Values { get; init; }

    /// <summary>The fields that a match may have.</summary>
    public required Func<OxmType, bool> Field { get; init; }

    /// <summary>A port, where nothing else is said of it.</summary>
    public required Func<Random, PortNumber> Port { get; init; }
}
