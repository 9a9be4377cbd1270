using System.CommandLine;
using RxOfctl.Protocol.Nicira;

namespace RxOfctl.Cli.Commands;

/// <summary>What only Open vSwitch has: tunnel options, tracked connections, IPFIX.</summary>
internal static class NiciraCommands
{
    public static IEnumerable<Command> Create(CommandContext context)
    {
        var added = new Argument<string>("OPTIONS")
        {
            Description = "'{class=0xffff,type=0,len=4}->tun_metadata0', several with commas between them.",
        };
        yield return context.OnSwitch(
            "add-tlv-map",
            "Maps options of tunnel headers to fields.",
            (session, parsed) => session.SendAsync(
                new NiciraTlvTableMod { Command = TlvTableModCommand.Add, TlvMaps = TlvMap.ParseList(parsed.GetRequiredValue(added)) }),
            added);
        var deleted = new Argument<string?>("OPTIONS")
        {
            Description = "As for add-tlv-map; all if left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        yield return context.OnSwitch(
            "del-tlv-map",
            "Removes mappings of options of tunnel headers.",
            (session, parsed) => session.SendAsync(parsed.GetValue(deleted) is { Length: > 0 } text
                ? new NiciraTlvTableMod { Command = TlvTableModCommand.Delete, TlvMaps = TlvMap.ParseList(text) }
                : new NiciraTlvTableMod { Command = TlvTableModCommand.Clear }),
            deleted);
        yield return context.OnSwitch(
            "dump-tlv-map",
            "Prints the mappings of options of tunnel headers.",
            async (session, _) => await session.WriteAsync(await session.SendAsync(new NiciraTlvTableRequest())));

        var zone = new Argument<ushort>("ZONE") { Description = "The zone, 0 to 65535." };
        yield return context.OnSwitch(
            "ct-flush-zone",
            "Removes the tracked connections of a zone.",
            (session, parsed) => session.SendAsync(new NiciraCtFlushZone { ZoneId = parsed.GetRequiredValue(zone) }),
            zone);
        var parts = new Argument<string[]>("MATCH")
        {
            Description = "zone=N, then the tuple of the original direction, as ct_nw_src=10.0.0.1,ct_nw_proto=6, and that of replies.",
            Arity = new ArgumentArity(0, 3),
        };
        yield return context.OnSwitch(
            "ct-flush",
            "Removes the tracked connections that match; without MATCH all. Open vSwitch 3.1 and later.",
            (session, parsed) => session.SendAsync(NiciraCtFlush.Parse(parsed.GetValue(parts) ?? [])),
            parts);

        yield return context.OnSwitch(
            "dump-ipfix-bridge",
            "Prints the statistics of IPFIX of the bridge.",
            async (session, _) => await session.WriteAsync(await session.SendAsync(new NiciraIpfixBridgeStatsRequest())));
        yield return context.OnSwitch(
            "dump-ipfix-flow",
            "Prints the statistics of IPFIX of sampling by flows, for each set of collectors.",
            async (session, _) => await session
                .WriteAsync(new NiciraIpfixFlowStatsReply { Body = [.. await session.SendAsync(new NiciraIpfixFlowStatsRequest())] })
                );
    }
}
