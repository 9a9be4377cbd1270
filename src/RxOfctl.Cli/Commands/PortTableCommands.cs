using System.CommandLine;
using System.Globalization;
using RxOfctl.Cli.Switches;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;

namespace RxOfctl.Cli.Commands;

/// <summary>Configures ports and tables.</summary>
internal static class PortTableCommands
{
    // What each word clears; with no- before it, or the other one of up and down, it is set.
    private static readonly (string Word, PortConfig Config)[] PortWords =
    [
        ("up", PortConfig.PortDown), ("stp", PortConfig.NoStp), ("receive", PortConfig.NoRecv), ("receive-stp", PortConfig.NoRecvStp),
        ("flood", PortConfig.NoFlood), ("forward", PortConfig.NoFwd), ("packet-in", PortConfig.NoPacketIn),
    ];

    public static IEnumerable<Command> Create(CommandContext context)
    {
        var port = new Argument<string>("PORT") { Description = "A port's number or name." };
        var action = new Argument<string>("ACTION")
        {
            Description = "up, down, or stp, receive, receive-stp, flood, forward, packet-in, each also with no- before it.",
        };
        action.AcceptOnlyFromAmong(
            [.. PortWords.Select(word => word.Word), "down", .. PortWords.Skip(1).Select(word => $"no-{word.Word}")]);
        action.HelpName = "ACTION";
        yield return context.OnSwitch(
            "mod-port",
            "Changes the configuration of a port.",
            (session, parsed) => ModifyPortAsync(session, parsed.GetRequiredValue(port), parsed.GetRequiredValue(action)),
            port,
            action);

        var table = new Argument<string>("TABLE") { Description = "A table's number or name." };
        var setting = new Argument<string>("SETTING")
        {
            Description = "1.1 and 1.2: drop, continue, controller. 1.4 and later: evict, noevict, vacancy:LOW,HIGH, novacancy. 1.3 " +
                "and later: name:NAME.",
        };
        yield return context.OnSwitch(
            "mod-table",
            "Changes the configuration of a flow table.",
            (session, parsed) => ModifyTableAsync(session, parsed.GetRequiredValue(table), parsed.GetRequiredValue(setting)),
            table,
            setting);
    }

    private static async Task ModifyPortAsync(SwitchSession session, string port, string action)
    {
        var number = await session.ParsePortAsync(port);
        var found = (await session.PortsAsync()).FirstOrDefault(each => each.PortNo == number)
            ?? throw new ToolException($"The switch has no port {port}: dump-ports-desc lists those it has.");
        var isSet = action == "down" || action.StartsWith("no-", StringComparison.Ordinal);
        var word = action == "down" ? "up" : isSet ? action["no-".Length..] : action;
        var bit = PortWords.First(each => each.Word == word).Config;
        await session.SendAsync(
            new PortMod { PortNo = found.PortNo, HwAddr = found.HwAddr, Config = isSet ? bit : PortConfig.None, Mask = bit });
        // A switch that does not have a setting ignores it without an error.
        var after = (await session.PortsAfterChangeAsync()).FirstOrDefault(each => each.PortNo == number);
        if (after is not null && ((after.Config & bit) != 0) != isSet)
            throw new ToolException(
                $"The switch did not change '{action}' of port {port}: it may not have this setting in {session.Version.ToText()}.");
    }

    private static async Task ModifyTableAsync(SwitchSession session, string table, string setting)
    {
        session.Require(OpenFlowVersion.OpenFlow11, "mod-table");
        var id = await session.ParseAsync(table, (text, names) => (names ?? Protocol.Text.SwitchNames.None).ParseTable(text));
        if (setting.StartsWith("name:", StringComparison.Ordinal))
            await RenameAsync(session, id, setting["name:".Length..]);
        else
            await session.SendAsync(
                session.Version < OpenFlowVersion.OpenFlow13 ? MissSetting(id, setting) : await ConfigAsync(session, id, setting));
    }

    private static TableMod MissSetting(TableId id, string setting) => setting switch
    {
        "drop" => new() { TableId = id, Config = TableConfig.TableMissDrop },
        "continue" => new() { TableId = id, Config = TableConfig.TableMissContinue },
        "controller" => new() { TableId = id, Config = TableConfig.None },
        _ => throw new ToolException(
            $"'{setting}' is not a setting of tables in OpenFlow 1.1 and 1.2: write drop, continue or controller."),
    };

    private static async Task<TableMod> ConfigAsync(SwitchSession session, TableId id, string setting)
    {
        session.Require(OpenFlowVersion.OpenFlow14, $"mod-table {setting}");
        // A table-mod says all of a table's configuration: what is not to change is what the table has.
        var now = (await session.SendAsync(new TableDescRequest())).FirstOrDefault(table => table.TableId == id);
        var config = now?.Config ?? TableConfig.None;
        if (setting is "evict" or "noevict")
            return new() { TableId = id, Config = setting == "evict" ? config | TableConfig.Eviction : config & ~TableConfig.Eviction };
        if (setting == "novacancy")
            return new() { TableId = id, Config = config & ~TableConfig.VacancyEvents };
        if (setting.StartsWith("vacancy:", StringComparison.Ordinal)
            && setting["vacancy:".Length..].Split(',') is [var low, var high]
            && byte.TryParse(low, CultureInfo.InvariantCulture, out var down)
            && byte.TryParse(high, CultureInfo.InvariantCulture, out var up)
            && down <= up
            && up <= 100)
        {
            return new()
            {
                TableId = id,
                Config = config | TableConfig.VacancyEvents,
                Properties = [new VacancyTableProperty { VacancyDown = down, VacancyUp = up }],
            };
        }

        throw new ToolException(
            $"'{setting}' is not a setting of tables: write evict, noevict, vacancy:LOW,HIGH (percent), novacancy or name:NAME.");
    }

    // Open vSwitch takes a change of the name alone, with all else as it described it, or left out.
    private static async Task RenameAsync(SwitchSession session, TableId id, string name)
    {
        session.Require(OpenFlowVersion.OpenFlow13, "mod-table name:");
        var now = (await session.SendAsync(new TableFeaturesRequest())).FirstOrDefault(table => table.TableId == id)
            ?? throw new ToolException($"The switch has no table {id}.");
        var renamed = now with { Name = name, Properties = [], Command = TableFeaturesCommand.Replace };
        await session.SendAsync(new TableFeaturesRequest { Body = [renamed] });
    }
}
