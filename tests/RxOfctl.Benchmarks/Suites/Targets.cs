namespace RxOfctl.Benchmarks.Suites;

/// <summary>What is wanted, beside what was measured.</summary>
internal sealed class Targets
{
    private readonly List<(string What, string Wanted, double? Measured, bool IsMet)> _all = [];

    /// <summary>At least so much is wanted; what was measured is null where there was nothing to compare with.</summary>
    public void AtLeast(string what, double wanted, double? measured) => _all.Add((what, $"at least {Table.Format(wanted)}", measured, measured >= wanted));

    /// <summary>At most so much is wanted.</summary>
    public void AtMost(string what, double wanted, double? measured) => _all.Add((what, $"at most {Table.Format(wanted)}", measured, measured <= wanted));

    public void Print()
    {
        var table = new Table("What is wanted, and what was measured", "target", "wanted", "measured", "met");
        foreach (var (what, wanted, measured, isMet) in _all)
            table.Add(what, wanted, measured, measured is null ? "not measured" : isMet ? "yes" : "no");
        table.Print();
    }
}
