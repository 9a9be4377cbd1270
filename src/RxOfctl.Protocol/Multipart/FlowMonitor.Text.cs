using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Multipart;

/// <content>The syntax of <c>ovs-ofctl monitor</c>: <c>!initial,table=1,in_port=2</c>.</content>
public sealed partial record FlowMonitor
{
    /// <summary>What is watched, in the syntax of <c>ovs-ofctl monitor SWITCH watch:</c>.</summary>
    public override string ToString() => FlowMonitorText.Of(this, Wording.Default);

    /// <summary>What is watched, as <c>ovs-ofctl</c> writes it in a version of the protocol.</summary>
    /// <param name="version">The version.</param>
    /// <param name="names">The names of ports and tables to write in place of their numbers.</param>
    public string ToText(OpenFlowVersion version, SwitchNames? names = null) => FlowMonitorText.Of(this, Wording.Of(version, names));

    /// <summary>
    /// Reads what is to be watched, in the syntax of <c>ovs-ofctl monitor SWITCH watch:</c>: <c>!initial</c>, <c>!add</c>, <c>!delete</c>,
    /// <c>!modify</c>, <c>!actions</c> and <c>!own</c> take away what is reported otherwise; <c>table</c>, <c>out_port</c>,
    /// <c>out_group</c> and match fields select flows. The identifier of the monitor is 0.
    /// </summary>
    /// <param name="text">The text; empty for all flows.</param>
    /// <param name="version">The version in which the request is going to be sent.</param>
    /// <param name="names">The names of ports and tables that the text may use.</param>
    /// <exception cref="OpenFlowFormatException">The text is not a monitor.</exception>
    public static FlowMonitor Parse(string text, OpenFlowVersion version = OpenFlowVersion.OpenFlow13, SwitchNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FlowMonitorText.Read(new(text, names), version);
    }
}

/// <content>The updates as text.</content>
public abstract partial record FlowUpdate
{
    /// <summary>
    /// The update as <c>ovs-ofctl monitor</c> writes it: <c>event=ADDED table=0 cookie=0x1 in_port=1 actions=output:2</c>.
    /// </summary>
    public sealed override string ToString() => FlowMonitorText.Of(this, Wording.Default);

    /// <summary>The update as <c>ovs-ofctl</c> writes it in a version of the protocol.</summary>
    /// <param name="version">The version.</param>
    /// <param name="names">The names of ports and tables to write in place of their numbers.</param>
    public string ToText(OpenFlowVersion version, SwitchNames? names = null) => FlowMonitorText.Of(this, Wording.Of(version, names));
}
