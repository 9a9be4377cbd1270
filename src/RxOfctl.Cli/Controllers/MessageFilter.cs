using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli.Controllers;

/// <summary>Which messages are of interest: those of some types, those whose packet or flow matches.</summary>
/// <param name="match">What packets and flows must match; null for all messages.</param>
/// <param name="types">The names of types, as <c>packet_in</c>; empty for all.</param>
internal sealed class MessageFilter(Match? match, IReadOnlyCollection<string> types)
{
    private readonly HashSet<string> _types = [.. types.Select(Normalized)];

    public bool Passes(OpenFlowMessage message) =>
        (_types.Count == 0 || _types.Contains(Normalized(message.GetType().Name)))
        && (match is null || message switch
        {
            PacketIn packet => Includes(PacketFields.Of(packet)),
            FlowRemoved removed => Includes(removed.Match),
            _ => false,
        });

    // Each field that is asked for must be there with the bits that are asked for.
    private bool Includes(Match fields)
    {
        foreach (var wanted in match!)
        {
            var isThere = false;
            foreach (var field in fields)
            {
                if (field.Type.Equals(wanted.Type) && IsWithin(field, wanted))
                    isThere = true;
            }

            if (!isThere)
                return false;
        }

        return true;
    }

    private static bool IsWithin(OxmField field, OxmField wanted) =>
        (field.EffectiveMask & wanted.EffectiveMask) == wanted.EffectiveMask && (field.Number & wanted.EffectiveMask) == wanted.Number;

    private static string Normalized(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
