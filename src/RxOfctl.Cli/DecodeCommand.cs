using System.CommandLine;

namespace RxOfctl.Cli;

/// <summary><c>rxofctl decode</c>: prints messages given as bytes.</summary>
internal static class DecodeCommand
{
    private const string StandardInput = "-";

    public static Command Create(TextReader input)
    {
        var hex = new Argument<string[]>("HEX")
        {
            Description = "Messages in hexadecimal; '-' reads one a line from the standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        hex.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith("--", StringComparison.Ordinal)) is { } unknown)
                result.AddError($"There is no option '{unknown.Value}'.");
        });
        var roundtrip = new Option<bool>("--roundtrip")
        {
            Description = "Print 'OK' and the message encoded again, or 'ERROR' with the numbers of type and code, offset and reason.",
        };
        var json = new Option<bool>("--json") { Description = "Print each message as a line of JSON." };
        var command = new Command("decode", "Decodes messages. Exits with 1 if one of them is not valid.") { hex, roundtrip, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(roundtrip) && result.GetValue(json))
                result.AddError("'--roundtrip' and '--json' exclude each other.");
        });
        command.SetAction(parsed =>
        {
            var form = parsed.GetValue(roundtrip) ? MessageForm.Roundtrip : parsed.GetValue(json) ? MessageForm.Json : MessageForm.Text;
            var lines = parsed.GetValue(hex)!.SelectMany(argument => argument == StandardInput ? Lines(input) : [argument]);
            var output = parsed.InvocationConfiguration.Output;
            var isBad = false;
            foreach (var line in lines)
            {
                var report = MessageReport.Of(line, form);
                isBad |= !report.IsGood;
                output.WriteLine(report.Text);
            }

            return isBad ? 1 : 0;
        });
        return command;
    }

    private static IEnumerable<string> Lines(TextReader input)
    {
        while (input.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                yield return line;
        }
    }
}
