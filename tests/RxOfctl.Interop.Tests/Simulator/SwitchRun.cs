using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Interop.Tests.Simulator;

/// <summary>
/// Puts a case into messages for a switch, and what comes back into lines that can be compared. Each step is followed by a frame that is sent to
/// every port and to the controller: so it is known to which step a packet belongs.
/// </summary>
internal sealed class SwitchRun
{
    public const int PortCount = 3;
    private const int MarkerLength = 60;
    private const uint FirstXid = 1000;

    private readonly SwitchCase _case;

    private readonly ulong _salt;

    /// <summary>A run of a case.</summary>
    /// <param name="of">The case.</param>
    /// <param name="number">The upper bits of the cookies, so that what a switch still sends of an earlier run is known as such.</param>
    public SwitchRun(SwitchCase of, uint number)
    {
        _salt = (ulong)number << 8;
        _case = of with
        {
            Steps = [.. of.Steps.Select(step => step with
            {
                Modifications = [.. step.Modifications.Select(each => each is FlowMod mod ? mod with { Cookie = mod.Cookie | _salt } : each)],
            })],
        };
    }

    /// <summary>The xid of the barrier after which all is done.</summary>
    public uint LastXid => FirstXid + (uint)(_case.Steps.Count * 2 + Requests().Count());

    /// <summary>The bytes of all messages.</summary>
    public IEnumerable<byte[]> Messages()
    {
        // What is left over by other tables ends there: of a packet that meets no flow, OVS does the action set all the same.
        for (byte table = 1; table < 8 && _case.Version >= OpenFlowVersion.OpenFlow11; table++)
            yield return OpenFlowCodec.Encode(new FlowMod { TableId = table, Priority = 0, Cookie = _salt }, _case.Version, FirstXid - 1);
        var xid = FirstXid;
        foreach (var step in _case.Steps)
        {
            foreach (var message in step.Messages)
                yield return OpenFlowCodec.Encode(message, _case.Version, xid);
            xid++;
            yield return OpenFlowCodec.Encode(Marker(xid), _case.Version, xid++);
        }

        foreach (var request in Requests())
            yield return OpenFlowCodec.Encode(request, _case.Version, xid++);
        yield return OpenFlowCodec.Encode(new BarrierRequest(), _case.Version, xid);
    }

    /// <summary>True if a frame is the last that a port sends.</summary>
    public bool IsLast(ReadOnlySpan<byte> frame) => StepOf(frame) == _case.Steps.Count - 1;

    /// <summary>True for the packet-in that is the last.</summary>
    public bool IsLast((uint Xid, OpenFlowMessage Message) message) => message.Message is PacketIn packet && IsLast(packet.Data.Span);

    /// <summary>True for the removal of a flow of this run.</summary>
    public bool IsRemoval((uint Xid, OpenFlowMessage Message) message) =>
        message.Message is FlowRemoved flow && (flow.Cookie & ~0xfful) == _salt;

    /// <summary>What came back, in lines.</summary>
    /// <param name="messages">All messages from the switch.</param>
    /// <param name="frames">The frames of each port.</param>
    public IReadOnlyList<string> Describe(IReadOnlyList<(uint Xid, OpenFlowMessage Message)> messages, IReadOnlyList<IReadOnlyList<byte[]>> frames)
    {
        var lines = new List<string>[_case.Steps.Count];
        for (var step = 0; step < lines.Length; step++)
        {
            var xid = FirstXid + (uint)step * 2;
            lines[step] = [.. messages.Where(message => message.Xid == xid).Select(message => $"{step} {OutcomeText.Of(message.Message)}")];
        }

        for (var port = 0; port < frames.Count; port++)
            Sort(frames[port].Select(frame => ((ReadOnlyMemory<byte>)frame, $"port {port + 1}: {Convert.ToHexStringLower(frame)}")), lines);
        Sort(messages.Select(message => message.Message).OfType<PacketIn>().Select(packet => (packet.Data.Memory, OutcomeText.Of(packet))), lines);
        // OVS counts the bytes that a packet had when it came, a flow of the simulated switch those that it meets; and it describes Nicira's actions
        // by equal ones of the specification.
        var text = new OutcomeText
        {
            WithBytes = !_case.Steps.SelectMany(step => step.Modifications).Any(ChangesLength),
            WithInstructions = _case.Kind != CaseKind.Nicira,
            WithBuckets = _case.Kind != CaseKind.SelectGroups,
        };
        var removed = messages.Where(IsRemoval).Select(message => text.Of((FlowRemoved)message.Message));
        var last = messages.Where(message => message.Xid >= FirstXid + (uint)lines.Length * 2 && message.Message is MultipartReply or ErrorMessage)
            .SelectMany(message => text.OfReply(message.Message));
        return [.. lines.SelectMany(of => of.Order(StringComparer.Ordinal)), .. removed.Order(StringComparer.Ordinal), .. last.Order(StringComparer.Ordinal)];
    }

    private IEnumerable<OpenFlowMessage> Requests()
    {
        yield return new FlowStatsRequest();
        yield return new AggregateStatsRequest();
        if (_case.Version >= OpenFlowVersion.OpenFlow11)
        {
            yield return new GroupStatsRequest();
            yield return new GroupDescRequest();
        }

        if (_case.Version >= OpenFlowVersion.OpenFlow13)
        {
            yield return new MeterStatsRequest();
            yield return new MeterDescRequest();
        }
    }

    private static bool ChangesLength(OpenFlowMessage message) => message switch
    {
        FlowMod mod => mod.Instructions.Any(instruction => instruction switch
        {
            ApplyActions apply => apply.Actions.Any(ChangesLength),
            WriteActions write => write.Actions.Any(ChangesLength),
            _ => false,
        }),
        GroupMod mod => mod.Buckets.Any(bucket => bucket.Actions.Any(ChangesLength)),
        _ => false,
    };

    private static bool ChangesLength(OpenFlowAction action) =>
        action is PushVlanAction or PopVlanAction or PopMplsAction or SetVlanVidAction or SetVlanPcpAction;

    private static void Sort(IEnumerable<(ReadOnlyMemory<byte> Frame, string Line)> packets, List<string>[] lines)
    {
        var step = 0;
        foreach (var (frame, line) in packets)
        {
            if (StepOf(frame.Span) is { } marked)
                step = marked + 1;
            else if (step < lines.Length)
                lines[step].Add($"{step} {line}");
        }
    }

    private static PacketOut Marker(uint xid)
    {
        var frame = new byte[MarkerLength];
        // A type of local experiments, and the number of the step.
        (frame[12], frame[13]) = (0x88, 0xb5);
        BitConverter.TryWriteBytes(frame.AsSpan(14), (xid - FirstXid) / 2);
        return new()
        {
            Actions = [new OutputAction(1), new OutputAction(2), new OutputAction(3), new OutputAction(PortNumber.Controller)],
            Data = frame,
        };
    }

    private static int? StepOf(ReadOnlySpan<byte> frame) =>
        frame.Length == MarkerLength && frame[12] == 0x88 && frame[13] == 0xb5 ? BitConverter.ToInt32(frame[14..]) : null;
}
