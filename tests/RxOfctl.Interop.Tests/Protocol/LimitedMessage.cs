using System.Collections;
using System.Reflection;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Tests.Properties;

namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>A message within limits.</summary>
/// <param name="Message">The message, or null if the limits leave nothing of it.</param>
/// <param name="Met">The limits that changed something.</param>
internal sealed record LimitedMessage(OpenFlowMessage? Message, IReadOnlyCollection<OvsLimit> Met)
{
    /// <summary>Brings a message within limits, from the innermost parts outwards.</summary>
    public static LimitedMessage Of(OpenFlowMessage message, OpenFlowVersion version, uint xid, IReadOnlyList<OvsLimit> limits)
    {
        var met = new HashSet<OvsLimit>();
        var within = new List<Type>();
        var rewriting = new Rewriting([.. limits.Where(limit => limit.IsIn(version))], new(version, xid, within), within, met);
        return new((OpenFlowMessage?)rewriting.Rewrite(message), met);
    }

    private sealed record Rewriting(IReadOnlyList<OvsLimit> Limits, OvsLimit.Place Place, List<Type> Within, HashSet<OvsLimit> Met)
    {
        public object? Rewrite(object thing) => RewriteMembers(thing) is { } rewritten ? Mend(rewritten) : null;

        private object? Mend(object thing)
        {
            object? mended = thing;
            foreach (var limit in Limits)
            {
                var before = mended;
                mended = limit.Mend(before, Place);
                if (Equals(before, mended))
                    continue;
                Met.Add(limit);
                if (mended is null)
                    return null;
            }

            return mended;
        }

        private object? RewriteMembers(object thing)
        {
            var type = thing.GetType();
            if (thing is Match match)
                return Match.Create([.. match.Select(field => Rewrite(field)).OfType<OxmField>()]);
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
                return MessageMaker.ListOf(type.GetGenericArguments()[0], [.. ((IEnumerable)thing).Cast<object>().Select(Rewrite).OfType<object>()]);
            if (type.IsValueType || type.GetMethod("<Clone>$") is null)
                return thing;
            Within.Add(type);
            var record = RewriteProperties(thing, ProtocolTypes.Members(type));
            Within.RemoveAt(Within.Count - 1);
            return record;
        }

        // Null if a part is gone that the record cannot be without.
        private object? RewriteProperties(object record, IReadOnlyList<PropertyInfo> members)
        {
            foreach (var member in members)
            {
                if (member.GetValue(record) is not { } value)
                    continue;
                var rewritten = Rewrite(value);
                if (rewritten is null && Nullable.GetUnderlyingType(member.PropertyType) is null)
                    return null;
                if (!Equals(rewritten, value))
                    record = ProtocolTypes.With(record, member, rewritten);
            }

            return record;
        }
    }
}
