using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace RxOfctl.Protocol.Tests.Properties;

/// <summary>
/// Checks properties of arbitrary values. The same values come every time, so that what fails fails again; RXOFCTL_PROPERTY_SEED (a number)
/// brings others.
/// </summary>
internal static class ArbitraryValues
{
    /// <summary>What decides which values come.</summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("RXOFCTL_PROPERTY_SEED"), out var seed) ? seed : 0;

    /// <summary>Throws unless a property holds for so many values.</summary>
    public static void ForAll<T>(Arbitrary<T> values, int samples, Action<T> property)
    {
        var replay = new Replay(new Rnd((ulong)Seed), FSharpOption<int>.None);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(samples).WithReplay(replay), Prop.ForAll(values, property));
    }
}
