namespace RxOfctl.Protocol.Text;

/// <summary>
/// Reads a list of actions, or of actions and instructions. Some words stand for another action in another version, and some for more than
/// one.
/// </summary>
internal sealed class ActionReader
{
    // As deep as the wire decoder goes.
    private const int MaxDepth = 32;
    private const byte Tcp = 6;
    private const byte Udp = 17;
    private const byte Sctp = 132;

    private readonly Match _match;
    private readonly int _depth;
    private readonly List<OpenFlowAction> _actions = [];
    private readonly List<Instruction> _instructions = [];

    private ActionReader(OpenFlowVersion version, Match match, bool takesInstructions, int depth = 0)
    {
        _depth = depth;
        Version = version;
        _match = match;
        TakesInstructions = takesInstructions;
        HasVlan = match.Get(Oxm.VlanVid) is >= 0x1000;
    }

    /// <summary>The version in which the actions will be sent.</summary>
    public OpenFlowVersion Version { get; }

    /// <summary>True in a flow, false where there are actions only.</summary>
    public bool TakesInstructions { get; }

    public bool Is10 => Version == OpenFlowVersion.OpenFlow10;

    /// <summary>True if an action sets a field that OpenFlow 1.0 does not have, and Nicira's extension does.</summary>
    public bool SetsNiciraField { get; set; }

    /// <summary>True if packets have a VLAN tag, by the match or by an action before.</summary>
    public bool HasVlan { get; set; }

    /// <summary>Actions without instructions.</summary>
    public static ValueList<OpenFlowAction> ReadActions(TextPart text, OpenFlowVersion version, Match? match = null)
    {
        var reader = new ActionReader(version, match ?? Match.Any, takesInstructions: false);
        reader.ReadAll(text);
        return ValueList.Take(reader._actions);
    }

    /// <summary>Instructions, of which those that follow each other as actions are one.</summary>
    public static ValueList<Instruction> ReadInstructions(TextPart text, OpenFlowVersion version, Match match) =>
        ReadInstructions(text, version, match, out _);

    /// <inheritdoc cref="ReadInstructions(TextPart, OpenFlowVersion, Match)"/>
    public static ValueList<Instruction> ReadInstructions(TextPart text, OpenFlowVersion version, Match match, out bool setsNiciraField)
    {
        var reader = new ActionReader(version, match, takesInstructions: true);
        reader.ReadAll(text);
        reader.EndActions();
        setsNiciraField = reader.SetsNiciraField;
        return ValueList.Take(reader._instructions);
    }

    /// <summary>The actions within another, for the same packets.</summary>
    public ValueList<OpenFlowAction> ReadNested(TextPart text)
    {
        if (_depth >= MaxDepth)
            text.Fail($"actions are within one another at most {MaxDepth} times");
        var reader = new ActionReader(Version, _match, takesInstructions: false, _depth + 1);
        reader.ReadAll(text);
        SetsNiciraField |= reader.SetsNiciraField;
        return ValueList.Take(reader._actions);
    }

    public void Add(OpenFlowAction action) => _actions.Add(action);

    /// <summary>Adds an instruction behind the actions so far.</summary>
    public void Add(Instruction instruction, TextPart word)
    {
        if (!TakesInstructions)
            word.Fail("an instruction has no place among actions, only in a flow");
        EndActions();
        _instructions.Add(instruction);
    }

    /// <summary>The transport port of the protocol that the packets have by the match.</summary>
    public OxmType<ushort> TransportPort(bool isSource, TextPart word) => _match.Get(Oxm.IpProto) switch
    {
        Tcp => isSource ? Oxm.TcpSrc : Oxm.TcpDst,
        Udp => isSource ? Oxm.UdpSrc : Oxm.UdpDst,
        Sctp => isSource ? Oxm.SctpSrc : Oxm.SctpDst,
        _ => throw word.Error(
            "from OpenFlow 1.2 on the match must say tcp, udp or sctp for this; set_field with the field's name needs no match"),
    };

    private void ReadAll(TextPart text)
    {
        var words = KeyValue.ReadAll(text);
        foreach (var word in words)
        {
            if (!word.Key.Is("drop"))
                Read(word);
            else if (words.Count > 1)
                word.Key.Fail("drop stands alone");
        }
    }

    private void Read(in KeyValue word)
    {
        if (ActionText.Find(word.Key) is { } known)
            known.Read(this, word);
        else if (word.Key.TryReadPort(out var port))
            Add(new OutputAction(port) { MaxLen = 0 });
        else
            word.Key.Fail("no action has this name");
    }

    private void EndActions()
    {
        if (_actions.Count == 0)
            return;
        _instructions.Add(new ApplyActions(ValueList.Take(_actions)));
        _actions.Clear();
    }
}
