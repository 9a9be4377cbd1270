namespace RxOfctl.Protocol.Text;

/// <summary>How something is put into words.</summary>
/// <param name="Version">The version whose words are used; null for those that mean the same in all.</param>
/// <param name="Names">The names of ports and tables.</param>
internal sealed record Wording(OpenFlowVersion? Version, SwitchNames Names)
{
    /// <summary>The words that ToString writes.</summary>
    public static Wording Default { get; } = new(null, SwitchNames.None);

    public static Wording Of(OpenFlowVersion version, SwitchNames? names) => new(version, names ?? SwitchNames.None);

    public bool Is10 => Version == OpenFlowVersion.OpenFlow10;

    /// <summary>True for the versions in which an action of its own sets each field.</summary>
    public bool IsBefore12 => Version < OpenFlowVersion.OpenFlow12;

    public string Port(PortNumber port) => Names.Format(port);

    public string Table(TableId table) => Names.Format(table);

    /// <summary>Actions with commas between them; <c>drop</c> if there are none.</summary>
    public string Actions(ValueList<OpenFlowAction> actions) =>
        actions.IsEmpty ? "drop" : string.Join(',', actions.Select(action => ActionText.Of(action, this)));
}
