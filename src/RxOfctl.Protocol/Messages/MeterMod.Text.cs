using System.Diagnostics.CodeAnalysis;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Messages;

/// <content>The syntax of <c>ovs-ofctl</c>: <c>meter=1,kbps,burst,bands=type=drop,rate=1000,burst_size=100</c>.</content>
public sealed partial record MeterMod
{
    /// <summary>
    /// The meter in the syntax of <c>ovs-ofctl</c>(8), on one line. A command other than to add comes first, as <c>modify</c> and
    /// <c>delete</c>; that, and bands other than <c>drop</c> and <c>dscp_remark</c>, only <see cref="Parse"/> reads.
    /// </summary>
    public override string ToString() => MeterText.Of(this);

    /// <summary>
    /// Reads a meter in the syntax of <c>ovs-ofctl</c>(8). Rates are in kbit/s or packets/s, burst sizes in kbit or packets, by the flags.
    /// </summary>
    /// <param name="text">The text. It may begin with <c>add</c>, <c>modify</c> or <c>delete</c>.</param>
    /// <param name="command">What is done, where the text does not begin with it.</param>
    /// <exception cref="OpenFlowFormatException">The text is none of a meter.</exception>
    public static MeterMod Parse(string text, MeterModCommand command = MeterModCommand.Add)
    {
        ArgumentNullException.ThrowIfNull(text);
        return MeterReader.Read(new(text), command);
    }

    /// <summary>Reads a meter as <see cref="Parse"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mod">The meter.</param>
    /// <returns>False if the text is none of a meter.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out MeterMod? mod) =>
        TextParser.TryParse(text, OpenFlowVersion.OpenFlow13, static (text, _) => Parse(text), out mod);

    /// <summary>
    /// What <c>ovs-ofctl</c> would refuse in this meter although OpenFlow can carry it: no bands, a rate of zero. Other datapaths have
    /// other rules; so neither reading a text nor sending asks for this.
    /// </summary>
    /// <returns>A sentence for each fault; none where the meter is sound.</returns>
    public IReadOnlyList<string> Check() => OvsRules.Check(this);
}
