using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Onf;
using RxOfctl.Protocol.Tests.Properties;

namespace RxOfctl.Interop.Tests.Protocol;

/// <summary>What ovs-ofctl 3.1 refuses of that which the specification allows, or which the codec leaves to the datapath to refuse.</summary>
internal static class OvsLimits
{
    private const int Tables = 100;

    private static readonly HashSet<Type> Messages =
    [
        typeof(Hello), typeof(ErrorMessage), typeof(EchoRequest), typeof(EchoReply), typeof(FeaturesRequest), typeof(FeaturesReply),
        typeof(GetConfigRequest), typeof(GetConfigReply), typeof(SetConfig), typeof(PacketIn), typeof(FlowRemoved), typeof(PortStatus),
        typeof(PacketOut), typeof(FlowMod), typeof(BarrierRequest), typeof(BarrierReply), typeof(RoleRequest), typeof(RoleReply),
        typeof(DescRequest), typeof(DescReply), typeof(FlowStatsRequest), typeof(FlowStatsReply), typeof(AggregateStatsRequest),
        typeof(AggregateStatsReply), typeof(TableStatsRequest), typeof(TableStatsReply), typeof(PortStatsRequest), typeof(PortStatsReply),
        typeof(PortDescRequest), typeof(PortDescReply),
    ];

    public static MessageLimits Of(OpenFlowVersion version)
    {
        var excluded = new HashSet<Type>
        {
            // Unknown to ovs-ofctl as they are to us.
            typeof(UnknownMessage), typeof(UnknownMultipartRequest), typeof(UnknownMultipartReply), typeof(UnknownAction), typeof(UnknownInstruction),
            typeof(Experimenter), typeof(ExperimenterAction), typeof(ExperimenterInstruction),
            // Open vSwitch does not have them.
            typeof(CopyTtlInAction), typeof(CopyTtlOutAction), typeof(PushPbbAction), typeof(PopPbbAction),
        };
        // What these limits were written for; the other messages and the extensions are held against ovs-ofctl by their vectors.
        excluded.UnionWith(ProtocolTypes.Messages.Where(type => !Messages.Contains(type)));
        string?[] extensions = [typeof(NiciraAction).Namespace, typeof(OnfCopyFieldAction).Namespace];
        excluded.UnionWith(typeof(OpenFlowMessage).Assembly.GetTypes().Where(type => extensions.Contains(type.Namespace)));

        // From 1.1 on an action must suit what is matched; the generator does not look from one to the other.
        if (version > OpenFlowVersion.OpenFlow10)
            excluded.UnionWith([typeof(PushVlanAction), typeof(PopVlanAction), typeof(PopMplsAction), typeof(SetMplsTtlAction), typeof(DecMplsTtlAction), typeof(SetNwTtlAction), typeof(DecNwTtlAction)]);

        var values = new Dictionary<(Type, string), Func<Random, object>>
        {
            // It reads the message that is quoted, too.
            [(typeof(ErrorMessage), "Data")] = _ => ByteString.Empty,
            // What it does not know of ONF's extensions to 1.3.
            [(typeof(ErrorMessage), "Error")] = random => _errors[random.Next(_errors.Length)],
            [(typeof(Hello), "Elements")] = random => Hello.Of([version, (OpenFlowVersion)random.Next(1, 7)]).Elements,
            [(typeof(Hello), "Body")] = _ => ByteString.Empty,
            [(typeof(PacketOut), "InPort")] = random => random.Next(2) == 0 ? PortNumber.Controller : Port(random),
            [(typeof(SetConfig), "Flags")] = random => (ConfigFlags)random.Next(3),
            [(typeof(FlowMod), "Flags")] = random => (FlowModFlags)random.Next(version == OpenFlowVersion.OpenFlow10 ? 4 : 32),
            [(typeof(FlowMod), "TableId")] = random => new TableId((byte)(version == OpenFlowVersion.OpenFlow10 ? 0 : random.Next(Tables))),
            [(typeof(FlowStats), "TableId")] = random => new TableId((byte)random.Next(Tables)),
            [(typeof(GotoTable), "TableId")] = random => new TableId((byte)random.Next(Tables, 254)),
            [(typeof(MeterInstruction), "MeterId")] = random => new MeterId((uint)random.Next(1, 0xffff)),
            [(typeof(GroupAction), "GroupId")] = random => new GroupId((uint)random.Next()),
            [(typeof(OutputAction), "Port")] = random => random.Next(3) == 0 ? _targets[random.Next(_targets.Length)] : Port(random),
            [(typeof(EnqueueAction), "Port")] = random => Port(random),
            [(typeof(SetVlanVidAction), "VlanVid")] = random => (ushort)random.Next(4096),
            [(typeof(SetVlanPcpAction), "VlanPcp")] = random => (byte)random.Next(8),
            [(typeof(PushMplsAction), "EtherType")] = random => random.Next(2) == 0 ? (ushort)0x8847 : (ushort)0x8848,
            [(typeof(SetFieldAction), "field")] = random => SettableField(random, version),
        };
        // Requests of one part are all that it knows before 1.4.
        foreach (var request in ProtocolTypes.ConcreteTypes(typeof(MultipartRequest)))
            values[(request, "Flags")] = _ => MultipartFlags.None;

        return new()
        {
            Excluded = excluded,
            Values = values,
            Field = type => !type.Equals(Oxm.InPhyPort) && !type.Equals(Oxm.PbbIsid) && !type.Equals(Oxm.Ipv6Exthdr),
            Port = Port,
        };
    }

    /// <summary>The message with members that fit each other: every instruction once, and the length of the packet that is there.</summary>
    public static OpenFlowMessage Consistent(OpenFlowMessage message) => message switch
    {
        FlowMod mod => mod with { Instructions = Once(mod.Instructions) },
        PacketIn packet => packet with { TotalLen = (ushort)packet.Data.Length },
        FlowStatsReply reply => reply with { Body = reply.Body.Select(stats => stats with { Instructions = Once(stats.Instructions) }).ToValueList() },
        _ => message,
    };

    private static readonly OpenFlowError[] _errors = [.. OpenFlowError.All.Where(error => error != OpenFlowError.FlowModFailedCantSync)];

    private static readonly PortNumber[] _targets =
        [PortNumber.InPort, PortNumber.Normal, PortNumber.Flood, PortNumber.All, PortNumber.Controller, PortNumber.Local];

    private static ValueList<Instruction> Once(ValueList<Instruction> instructions) => instructions.DistinctBy(instruction => instruction.GetType()).ToValueList();

    private static PortNumber Port(Random random) => random.Next(8) == 0 ? PortNumber.Local : (uint)random.Next(1, 0xff00);

    private static OxmField SettableField(Random random, OpenFlowVersion version)
    {
        var address = new MacAddress((ulong)random.NextInt64(1L << 48));
        OxmField[] fields = [Oxm.EthSrc.Is(address), Oxm.EthDst.Is(address), Oxm.TunnelId.Is((ulong)random.NextInt64())];
        OxmField[] fields10 =
            [Oxm.EthSrc.Is(address), Oxm.EthDst.Is(address), Oxm.Ipv4Src.Is(new((uint)address.Value)), Oxm.IpDscp.Is((byte)random.Next(64)), Oxm.TcpDst.Is((ushort)address.Value)];
        return version == OpenFlowVersion.OpenFlow10 ? fields10[random.Next(fields10.Length)] : fields[random.Next(fields.Length)];
    }
}
