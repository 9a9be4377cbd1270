using System.Collections.Concurrent;
using System.Reflection;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;

namespace RxOfctl.Protocol.Tests.Properties;

/// <summary>
/// Makes arbitrary messages that a version can carry; the same seed makes the same message. It knows nothing of the versions: it sets one
/// member after the other and takes back what the codec refuses, so that messages and members that are new come by themselves.
/// </summary>
/// <param name="version">The version.</param>
/// <param name="seed">What decides every choice.</param>
/// <param name="isConsistent">For a reader that looks into matches: no unknown fields and errors, and of a field whatever it needs.</param>
internal sealed class MessageMaker(OpenFlowVersion version, int seed, bool isConsistent = false)
{
    private const int Tries = 24;
    private const int MaxDepth = 4;

    // Members that the codec refused in a version whatever they were set to, and the refusals.
    private static readonly ConcurrentDictionary<(Type Type, OpenFlowVersion Version), IReadOnlyDictionary<string, string>> Absent = new();

    // What the type of a member does not tell of the values that it may have.
    private static readonly Dictionary<(Type Type, string Member), Func<Random, object>> Special = new()
    {
        // Numbers that no version gives, so that they stay unknown.
        [(typeof(UnknownMessage), "Type")] = random => (byte)random.Next(200, 256),
        [(typeof(UnknownAction), "body")] = random => Bytes(random, 4 + 8 * random.Next(4)),
        [(typeof(UnknownInstruction), "body")] = random => Bytes(random, 4 + 8 * random.Next(4)),
        [(typeof(ExperimenterProperty), "Type")] = random => (ushort)random.Next(0xfffe, 0x10000),
        // Zero is the number of no meter.
        [(typeof(MeterAction), nameof(MeterAction.MeterId))] = random => (MeterId)(random.Next(4) == 0 ? 0 : (uint)random.Next()),
        // Of properties that a message or an action does not know.
        [(typeof(UnknownProperty), "Type")] = random => (ushort)random.Next(0x7000, 0x8000),
    };

    // What other messages carry.
    private static readonly Type[] Carried = [typeof(FlowMod), typeof(GroupMod), typeof(MeterMod), typeof(PortMod)];

    // The records that a version does not have, whatever their members are. What is no message of a version may be within one.
    private static readonly ConcurrentDictionary<(Type Type, OpenFlowVersion Version, bool IsWithin), object> Missing = new();

    private readonly Random _random = new(seed);
    private readonly PartMaker _parts = new(new Random(seed));
    private readonly MatchMaker _matches = new(new Random(seed), version);
    private bool _isMaking;
    private int _depth;

    private bool IsWithin => !_isMaking || _depth > 1;

    /// <summary>A message of a type, or null if the version does not have the type.</summary>
    public OpenFlowMessage? Make(Type type)
    {
        _isMaking = true;
        return (OpenFlowMessage?)MakeRecord(type, candidate => ProtocolTypes.Refusal((OpenFlowMessage)candidate!, version));
    }

    /// <summary>The members of a type that its version does not have, each with the codec's refusal of it. The type must have been made before.</summary>
    public static IReadOnlyDictionary<string, string> AbsentMembers(Type type, OpenFlowVersion version) => Absent[(type, version)];

    private object? MakeRecord(Type type, Func<object?, string?> refusal)
    {
        _depth++;
        try
        {
            return Start(type, refusal) is { } record ? Vary(record, refusal) : null;
        }
        finally
        {
            _depth--;
        }
    }

    // A record that the version can carry, with as many defaults as possible.
    private object? Start(Type type, Func<object?, string?> refusal)
    {
        if (Missing.TryGetValue((type, version, IsWithin), out var missing))
        {
            refusal(missing);
            return null;
        }

        for (var tries = 0; tries < Tries; tries++)
        {
            if (Construct(type) is not { } record)
                continue;
            if (refusal(record) is not { } reason)
                return record;
            if (reason == type.Name)
            {
                Missing[(type, version, IsWithin)] = record;
                return null;
            }

            // What is said of something else no member of this record can mend, and trying would multiply with every level.
            if (!reason.StartsWith(type.Name + ".", StringComparison.Ordinal))
            {
                if (type.GetConstructor([]) is null)
                    continue;
                return null;
            }

            foreach (var member in ProtocolTypes.Members(type))
            {
                if (TryChange(record, member, refusal, out _) is { } changed)
                    return changed;
            }
        }

        return null;
    }

    // Null if the arguments are some that the constructor refuses.
    private object? Construct(Type type)
    {
        var constructor = type.GetConstructors().OrderBy(candidate => candidate.GetParameters().Length).First();
        try
        {
            return constructor.Invoke([.. constructor.GetParameters().Select(parameter => MakeValue(type, parameter.Name!, parameter.ParameterType, _ => null))]);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is ArgumentException)
        {
            return null;
        }
    }

    private object Vary(object record, Func<object?, string?> refusal)
    {
        var type = record.GetType();
        if (!Absent.TryGetValue((type, version), out var absent))
            absent = Absent[(type, version)] = new MessageMaker(version, 0, isConsistent).FindAbsent(record, refusal);
        foreach (var member in ProtocolTypes.Members(type))
        {
            if (!absent.ContainsKey(member.Name) && _random.Next(8) != 0)
                record = TryChange(record, member, refusal, out _) ?? record;
        }

        return record;
    }

    private Dictionary<string, string> FindAbsent(object record, Func<object?, string?> refusal)
    {
        var absent = new Dictionary<string, string>();
        foreach (var member in ProtocolTypes.Members(record.GetType()))
        {
            var lastReason = "";
            var tries = 0;
            while (tries < Tries && TryChange(record, member, refusal, out var reason) is null)
            {
                // A list that came out empty has no reason.
                lastReason = reason ?? lastReason;
                tries++;
            }

            if (tries == Tries)
                absent[member.Name] = lastReason;
        }

        return absent;
    }

    private object? TryChange(object record, PropertyInfo member, Func<object?, string?> refusal, out string? reason)
    {
        string? lastRefusal = null;
        string? TryValue(object? candidate)
        {
            var refused = refusal(ProtocolTypes.With(record, member, candidate));
            lastRefusal = refused ?? lastRefusal;
            return refused;
        }

        var value = MakeValue(record.GetType(), member.Name, member.PropertyType, TryValue);
        if (value is null && Nullable.GetUnderlyingType(member.PropertyType) is null)
        {
            reason = lastRefusal;
            return null;
        }

        var changed = ProtocolTypes.With(record, member, value);
        // A list whose every item was refused is empty in the end, which is accepted.
        reason = refusal(changed);
        if (reason is null && !Equals(member.GetValue(record), value))
            return changed;
        reason ??= lastRefusal;
        return null;
    }

    private object? MakeValue(Type owner, string name, Type type, Func<object?, string?> refusal)
    {
        if (Special.TryGetValue((owner, name), out var special))
            return special(_random);
        // Numbers that no version gives, and an experimenter that no one is likely to know.
        if (owner.Name.StartsWith("Unknown", StringComparison.Ordinal) && type == typeof(ushort))
            return (ushort)_random.Next(0x7000, 0x8000);
        if (name == nameof(Experimenter.ExperimenterId))
            return 0x7f00_0000u | (uint)_random.Next(1 << 24);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return _random.Next(4) == 0 ? null : MakeValue(owner, name, underlying, refusal);
        if (type.IsEnum)
            return MakeEnum(type);
        if (type == typeof(bool))
            return _random.Next(2) == 0;
        if (type == typeof(string))
            return MakeText();
        if (type == typeof(ByteString))
            return Bytes(_random, FixedLength(owner, name) ?? (_random.Next(3) == 0 ? 8 * _random.Next(8) : _random.Next(64)));
        if (type == typeof(Match))
            return MakeMatch(refusal);
        if (type == typeof(OxmField))
            return _random.Next(8) == 0 && !isConsistent ? _matches.UnknownField() : _matches.Field();
        if (_parts.Make(type) is { } part)
            return part;
        if (type == typeof(OpenFlowError))
            return MakeError();
        if (type == typeof(OpenFlowMessage))
            return MakeRecord(Carried[_random.Next(Carried.Length)], refusal);
        if (type == typeof(PortNumber))
            return MakePort();
        if (type == typeof(MacAddress))
            return new MacAddress(Number(48));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
            return MakeList(type, refusal);
        if (type.IsPrimitive)
            return MakeNumber(type);
        if (type == typeof(UInt128))
            return new UInt128(Number(64), Number(64));
        if (type.IsValueType)
            return MakeStruct(type);
        return MakeOneOf(type, refusal);
    }

    private object? MakeOneOf(Type type, Func<object?, string?> refusal)
    {
        var concrete = ProtocolTypes.ConcreteTypes(type);
        for (var tries = 0; tries < Tries; tries++)
        {
            if (MakeRecord(concrete[_random.Next(concrete.Count)], refusal) is { } made)
                return made;
        }

        return null;
    }

    private object MakeStruct(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(candidate => candidate.GetParameters().Length).LastOrDefault();
        if (constructor is not null)
            return constructor.Invoke([.. constructor.GetParameters().Select(parameter => MakeValue(type, parameter.Name!, parameter.ParameterType, _ => null))]);
        var members = ProtocolTypes.Members(type);
        if (members.Count == 0)
            throw new NotSupportedException($"A {type} comes of no constructor and no members: say in MakeValue how to make one.");
        var value = Activator.CreateInstance(type)!;
        foreach (var member in members)
            member.SetValue(value, MakeValue(type, member.Name, member.PropertyType, _ => null));
        return value;
    }

    private object MakeList(Type type, Func<object?, string?> refusal)
    {
        var element = type.GetGenericArguments()[0];
        var items = new List<object>();
        for (var count = _depth > MaxDepth ? 0 : _random.Next(5); count > 0; count--)
        {
            if (MakeValue(type, "", element, candidate => candidate is null ? "null" : refusal(ListOf(element, [candidate]))) is { } item)
                items.Add(item);
        }

        return ListOf(element, items);
    }

    /// <summary>A list of a type that is known only at run time.</summary>
    public static object ListOf(Type element, IReadOnlyList<object> items)
    {
        var array = Array.CreateInstance(element, items.Count);
        for (var index = 0; index < items.Count; index++)
            array.SetValue(items[index], index);
        return typeof(ValueList).GetMethod(nameof(ValueList.ToValueList))!.MakeGenericMethod(element).Invoke(null, [array])!;
    }

    private Match MakeMatch(Func<object?, string?> refusal)
    {
        if (_random.Next(6) == 0)
            return Match.OfInPort(MakePort());
        var match = Match.Any;
        var withExtensions = refusal(Match.Create([Nxm.Reg0.Is(1)])) is null;
        foreach (var field in isConsistent || _random.Next(3) != 0 ? _matches.ConsistentFields(withExtensions) : _matches.AnyFields())
        {
            var longer = match.With(field);
            if (refusal(longer) is null)
                match = longer;
        }

        return match;
    }

    private OpenFlowError MakeError()
    {
        if (_random.Next(8) == 0 && !isConsistent)
            return OpenFlowError.Unknown((ushort)_random.Next(100, 0x8000), (ushort)_random.Next(0x10000));
        return OpenFlowError.All.ElementAt(_random.Next(OpenFlowError.All.Count));
    }

    private PortNumber MakePort() => _random.Next(3) switch
    {
        0 => 0xffff_fff8u + (uint)_random.Next(8),
        1 => (uint)_random.Next(0xff00),
        _ => (uint)Number(32),
    };

    private object MakeEnum(Type type)
    {
        var values = Enum.GetValuesAsUnderlyingType(type).Cast<object>().ToList();
        if (type.GetCustomAttribute<FlagsAttribute>() is null)
            return Enum.ToObject(type, values[_random.Next(values.Count)]);
        var bits = values.Where(_ => _random.Next(4) == 0).Aggregate(0ul, (all, value) => all | Convert.ToUInt64(value, null));
        return Enum.ToObject(type, bits);
    }

    private string MakeText()
    {
        int[] lengths = [0, 3, 15, 16, 32, 256];
        return string.Create(lengths[_random.Next(lengths.Length)], _random, static (text, random) =>
        {
            foreach (ref var character in text)
                character = (char)random.Next(0x20, 0x7f);
        });
    }

    private object MakeNumber(Type type)
    {
        var bits = 8 * System.Runtime.InteropServices.Marshal.SizeOf(type);
        return Convert.ChangeType(type.Name.StartsWith('U') || type == typeof(byte) ? Number(bits) : Number(bits - 1), type, null);
    }

    private ulong Number(int bits)
    {
        var max = bits == 64 ? ulong.MaxValue : (1ul << bits) - 1;
        return _random.Next(4) switch
        {
            0 => (ulong)_random.Next(8),
            1 => max - (ulong)_random.Next(8),
            _ => (ulong)_random.NextInt64(long.MinValue, long.MaxValue) & max,
        };
    }

    private static ByteString Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    // The length of an opaque value, where its declaration gives one.
    private static int? FixedLength(Type owner, string name) =>
        (from attribute in owner.GetProperty(name)?.CustomAttributes ?? []
         where attribute.AttributeType.Name == "FieldAttribute"
         from argument in attribute.NamedArguments
         where argument.MemberName == "Length"
         select argument.TypedValue.Value as int?).FirstOrDefault();
}
