using System.Collections.Concurrent;
using System.Reflection;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Statistics;

namespace RxOfctl.Protocol.Tests.Properties;

/// <summary>The records of the protocol, by reflection.</summary>
internal static class ProtocolTypes
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<PropertyInfo>> MembersByType = new();
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Type>> Concrete = new();
    private static readonly ConcurrentDictionary<Type, MethodInfo> Clones = new();

    public static IReadOnlyList<OpenFlowVersion> AllVersions { get; } = Enum.GetValues<OpenFlowVersion>();

    /// <summary>Every kind of message.</summary>
    public static IReadOnlyList<Type> Messages => ConcreteTypes(typeof(OpenFlowMessage));

    /// <summary>The records that are of a type, in the order of their names.</summary>
    public static IReadOnlyList<Type> ConcreteTypes(Type type) => Concrete.GetOrAdd(type, static root =>
        [.. root.Assembly.GetTypes().Where(candidate => root.IsAssignableFrom(candidate) && !candidate.IsAbstract).OrderBy(candidate => candidate.FullName)]);

    /// <summary>The members that hold something of their own: another that only reads and sets one of these has no field behind it.</summary>
    public static IReadOnlyList<PropertyInfo> Members(Type record) => MembersByType.GetOrAdd(record, static type =>
        [.. type.GetProperties().Where(property => property.SetMethod is { IsPublic: true } && HasField(property))]);

    /// <summary>A copy of a record with one member set to something else.</summary>
    public static object With(object record, PropertyInfo member, object? value)
    {
        var copy = Clones.GetOrAdd(record.GetType(), static type => type.GetMethod("<Clone>$")!).Invoke(record, null)!;
        member.SetValue(copy, value);
        return copy;
    }

    /// <summary>Why a message cannot be encoded in a version; null if it can.</summary>
    public static string? Refusal(OpenFlowMessage message, OpenFlowVersion version)
    {
        try
        {
            OpenFlowCodec.Encode(message, version, 0, Span<byte>.Empty);
            return null;
        }
        catch (UnsupportedByVersionException exception)
        {
            return exception.Member;
        }
        catch (OpenFlowEncodeException exception)
        {
            return exception.Message;
        }
    }

    // These have one of another form, which has room for all of them.
    private static bool HasField(PropertyInfo property) =>
        property.PropertyType == typeof(ValueList<Instruction>) || property.PropertyType == typeof(TableId) || property.PropertyType == typeof(MultipartFlags) || property.PropertyType == typeof(Match) || property.PropertyType == typeof(ValueList<OxsField>) ||
        property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is not null;
}
