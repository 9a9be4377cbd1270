using System.Runtime.CompilerServices;

namespace RxOfctl.Flows;

/// <summary>
/// A part of the pipeline that one app has for itself, so that two apps on one fleet cannot replace each other's flows: tables, priorities
/// in them, and
/// cookies. Two slots on one fleet differ in their cookies, and in their tables or their priorities.
/// </summary>
/// <param name="Name">The app's name.</param>
/// <param name="FirstTable">The first table, 0 to 254.</param>
/// <param name="LastTable">The last table.</param>
/// <param name="Lease">The cookies.</param>
public sealed record AppSlot(string Name, byte FirstTable, byte LastTable, CookieLease Lease)
{
    /// <summary>The lowest priority. Default 1: the table-miss flow, whose priority is 0, belongs to the slot that sets this to
    /// 0.</summary>
    public ushort LowestPriority { get; init; } = 1;

    /// <summary>The highest priority. Default 65,535.</summary>
    public ushort HighestPriority { get; init; } = ushort.MaxValue;

    /// <summary>Whether a flow is in the slot.</summary>
    /// <param name="flow">The flow.</param>
    public bool Includes(FlowKey flow) =>
        flow.TableId.Value >= FirstTable && flow.TableId.Value <= LastTable
        && flow.Priority >= LowestPriority && flow.Priority <= HighestPriority;

    internal bool Overlaps(AppSlot other) =>
        FirstTable <= other.LastTable && other.FirstTable <= LastTable
        && LowestPriority <= other.HighestPriority && other.LowestPriority <= HighestPriority;
}

/// <summary>A rule is not in the slot of its app.</summary>
public sealed class OutsideSlotException : Exception
{
    internal OutsideSlotException(FlowKey flow, AppSlot slot)
        : base($"{flow} is outside the slot of {slot.Name}: tables {slot.FirstTable} to {slot.LastTable}, "
            + $"priorities {slot.LowestPriority} to {slot.HighestPriority}.")
    {
    }
}

/// <summary>Cookies or a slot that another app on the same fleet has.</summary>
public sealed class LeaseTakenException : InvalidOperationException
{
    internal LeaseTakenException(string message)
        : base(message)
    {
    }
}

/// <summary>What the apps on each fleet have taken, for as long as they maintain their rules.</summary>
internal static class Leases
{
    private static readonly ConditionalWeakTable<IFleet, List<MaintainOptions>> Taken = [];

    /// <summary>Takes an app's cookies and slot.</summary>
    /// <returns>Gives them back.</returns>
    /// <exception cref="LeaseTakenException">Another app has them.</exception>
    public static IDisposable Take(IFleet fleet, MaintainOptions options)
    {
        var taken = Taken.GetOrCreateValue(fleet);
        lock (taken)
        {
            foreach (var other in taken)
            {
                if (other.EffectiveLease.Overlaps(options.EffectiveLease))
                {
                    throw new LeaseTakenException(
                        $"The cookies {options.EffectiveLease} overlap {other.EffectiveLease}, which another app on this fleet has. "
                        + "Give each app a lease of its own.");
                }

                if (options.Slot is { } slot && other.Slot is { } theirs && slot.Overlaps(theirs))
                {
                    throw new LeaseTakenException(
                        $"The slot of {slot.Name} overlaps that of {theirs.Name} on this fleet. Give them different tables or priorities.");
                }
            }

            // Options may be equal: the entry of this app is found by its own object.
            var entry = options with { };
            taken.Add(entry);
            return System.Reactive.Disposables.Disposable.Create(() =>
            {
                lock (taken)
                    taken.RemoveAll(each => ReferenceEquals(each, entry));
            });
        }
    }
}
