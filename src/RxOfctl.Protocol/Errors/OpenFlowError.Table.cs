using System.Collections.Frozen;

namespace RxOfctl.Protocol.Errors;

// How the errors are declared and found. Each is declared once, in the file of its type, with its numbers in all versions beside its name.
public sealed partial class OpenFlowError
{
    private const OpenFlowVersion V10 = OpenFlowVersion.OpenFlow10;
    private const OpenFlowVersion V11 = OpenFlowVersion.OpenFlow11;
    private const OpenFlowVersion V12 = OpenFlowVersion.OpenFlow12;
    private const OpenFlowVersion V13 = OpenFlowVersion.OpenFlow13;
    private const OpenFlowVersion V14 = OpenFlowVersion.OpenFlow14;
    private const OpenFlowVersion V15 = OpenFlowVersion.OpenFlow15;

    private const uint NiciraExperimenter = 0x00002320;
    private const uint OnfExperimenter = 0x4f4e4600;

    // By version; the first is for versions that are not defined.
    private static readonly FrozenDictionary<Numbers, OpenFlowError>[] Tables;

    // A constructor, because it alone runs after the initializers of all files, whatever the order in which these are compiled.
    static OpenFlowError()
    {
        All = Declared.Errors.AsReadOnly();
        Tables = [TableFor(default), TableFor(V10), TableFor(V11), TableFor(V12), TableFor(V13), TableFor(V14), TableFor(V15)];
    }

    private static FrozenDictionary<Numbers, OpenFlowError> TableOf(OpenFlowVersion version) =>
        Tables[version <= V15 ? (int)version : 0];

    private static FrozenDictionary<Numbers, OpenFlowError> TableFor(OpenFlowVersion version)
    {
        Dictionary<Numbers, OpenFlowError> table = [];
        foreach (var error in All)
            if (error.NumbersIn(version) is { } numbers)
                table.Add(numbers, error);
        return table.ToFrozenDictionary();
    }

    private static OpenFlowError Define(string name, string description, params Form[] forms)
    {
        OpenFlowError error = new(name, description, forms);
        Declared.Errors.Add(error);
        return error;
    }

    private static Form In(OpenFlowVersion first, OpenFlowVersion last, ushort type, ushort code) =>
        new(first, last, new(null, type, code));

    private static Form InEveryVersion(ushort type, ushort code) => In(default, (OpenFlowVersion)byte.MaxValue, type, code);

    // Before 1.2 there are no experimenter errors; Nicira's NXET_VENDOR holds a type and a code of its own.
    private static Form NiciraVendor(OpenFlowVersion first, OpenFlowVersion last, ushort type, ushort code) =>
        new(first, last, new(NiciraExperimenter, type, code));

    private static Form Nicira(OpenFlowVersion first, OpenFlowVersion last, ushort type) =>
        new(first, last, new(NiciraExperimenter, type, 0));

    private static Form Onf(OpenFlowVersion first, OpenFlowVersion last, ushort type) =>
        new(first, last, new(OnfExperimenter, type, 0));

    /// <summary>What the wire says; no experimenter stands for the specification itself (zero is an experimenter's valid number).</summary>
    private readonly record struct Numbers(uint? Experimenter, ushort Type, ushort Code);

    /// <summary>The numbers of an error in a range of versions.</summary>
    private readonly record struct Form(OpenFlowVersion First, OpenFlowVersion Last, Numbers Numbers);

    // A class of its own, so that the list is there before the first error is declared.
    private static class Declared
    {
        public static readonly List<OpenFlowError> Errors = [];
    }
}
