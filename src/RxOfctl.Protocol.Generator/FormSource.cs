using System.Text;
using Microsoft.CodeAnalysis;

namespace RxOfctl.Protocol.Generator;

/// <summary>The choice among a record's forms: those of the specification and those that experimenters gave it.</summary>
internal sealed class FormSource(INamedTypeSymbol record, IReadOnlyList<WireCode> codes, string formMethod, string writeMethod)
{
    private const string KeepsForm = "global::RxOfctl.Protocol.Wire.IKeepsForm";

    private bool IsReadByForm(WireCode code) => IsKept(code) || code.PadBefore > 0;

    // A form is kept where the version has another that comes before it, or needs a peer that is known to understand it; any other first
    // one of a version is written without that.
    private bool IsKept(WireCode code) =>
        !IsByHand && codes.Any(other => other != code && other.Overlaps(code) && (other.Index < code.Index || code.Needs != 0));

    private bool IsByHand => StructureSource.Has(record, formMethod);

    /// <summary>The interface of the record that keeps its form; null where there is none to keep.</summary>
    public string? Interface => codes.Any(IsKept) ? KeepsForm : null;

    /// <summary>The method that reads a form: the declared one, or one that reads by it, passes over padding and keeps the form.</summary>
    public string ReadBy(WireCode code) => IsReadByForm(code) ? $"ReadForm{code.Index}" : code.ReadBy;

    /// <summary>The members that choose, read and write the forms.</summary>
    public string Source()
    {
        var source = new StringBuilder();
        if (!IsByHand)
            AddChoice(source);
        foreach (var code in codes.Where(IsReadByForm))
            AddRead(source, code);
        if (codes.Any(IsWrittenByForm))
            AddWrite(source);
        return source.ToString();
    }

    private void AddChoice(StringBuilder source)
    {
        var keeps = codes.Any(IsKept);
        if (keeps)
        {
            if (!StructureSource.Has(record, "KeptForm"))
                source.AppendLine("    private global::RxOfctl.Protocol.Wire.Kept<byte> KeptForm { get; set; }").AppendLine();
            source.AppendLine($"    global::RxOfctl.Protocol.Wire.Kept<byte> {KeepsForm}.Form").AppendLine("    {");
            source.AppendLine("        get => KeptForm;").AppendLine("        set => KeptForm = value;").AppendLine("    }").AppendLine();
        }

        source.AppendLine($"    internal override global::RxOfctl.Protocol.Wire.WireForm {formMethod}(");
        source.AppendLine("        global::RxOfctl.Protocol.OpenFlowVersion version, global::RxOfctl.Protocol.EncodeOptions options)")
            .AppendLine("    {");
        source.AppendLine("        var number = (byte)version;");
        if (keeps)
        {
            source.AppendLine("        if (KeptForm.TryGet(version, out var kept))").AppendLine("        {");
            foreach (var code in codes.Where(IsKept))
                source.AppendLine($"            if (kept == {code.Index}{(code.When is null ? "" : $" && {code.When}(version)")})")
                    .AppendLine($"                return {New(code)};");
            source.AppendLine("        }").AppendLine();
        }

        // Where none can carry the members, the first form of the version refuses them, and says which.
        var refusing = from code in codes where Provided(code).Length > 0 select (code, Provided: "");
        foreach (var (code, provided) in codes.Select(code => (code, Provided: Provided(code))).Concat(refusing))
        {
            var condition = (code.In("number") + provided).TrimStart(' ', '&');
            if (condition.Length == 0)
            {
                source.AppendLine($"        return {New(code)};").AppendLine("    }").AppendLine();
                return;
            }

            source.AppendLine($"        if ({condition})").AppendLine($"            return {New(code)};");
        }

        source.AppendLine("        return default;").AppendLine("    }").AppendLine();
    }

    private static string Provided(WireCode code) =>
        (code.Needs == 0 ? "" : $" && ((byte)options & {code.Needs}) != 0") + (code.When is null ? "" : $" && {code.When}(version)");

    private static string New(WireCode code) => $"new({code.Index}, {code.Code}, {code.Experimenter})";

    private static bool IsWrittenByForm(WireCode code) => code.WriteBy is not null || code.PadBefore > 0;

    private void AddRead(StringBuilder source, WireCode code)
    {
        source.AppendLine($"    internal static {record.Name} ReadForm{code.Index}(ref global::RxOfctl.Protocol.Wire.WireReader reader)")
            .AppendLine("    {");
        if (code.PadBefore > 0)
            source.AppendLine($"        reader.Skip({code.PadBefore});");
        source.AppendLine($"        var value = {code.ReadBy}(ref reader);");
        if (IsKept(code))
            source.AppendLine($"        value.KeptForm = new(reader.Version, {code.Index});");
        source.AppendLine("        return value;").AppendLine("    }").AppendLine();
    }

    private void AddWrite(StringBuilder source)
    {
        source.AppendLine($"    internal override void {writeMethod}(int form, ref global::RxOfctl.Protocol.Wire.WireWriter writer)")
            .AppendLine("    {");
        source.AppendLine("        switch (form)").AppendLine("        {");
        foreach (var code in codes.Where(IsWrittenByForm))
        {
            source.AppendLine($"            case {code.Index}:");
            if (code.PadBefore > 0)
                source.AppendLine($"                writer.Pad({code.PadBefore});");
            source.AppendLine($"                {code.WriteBy ?? writeMethod}(ref writer);");
            source.AppendLine("                break;");
        }

        source.AppendLine("            default:").AppendLine($"                {writeMethod}(ref writer);")
            .AppendLine("                break;");
        source.AppendLine("        }").AppendLine("    }").AppendLine();
    }
}
