using System.Text.Json;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;

namespace RxOfctl.Web.Ryu;

/// <summary>Table features in Ryu's JSON.</summary>
internal static class RyuTableFeatures
{
    // ofp_instruction_id and ofp_action_id without an experimenter's data.
    private const int IdLength = 4;

    public static void Write(Utf8JsonWriter json, TableFeatures table)
    {
        json.WriteTable(table.TableId);
        json.WriteString("name", table.Name);
        json.WriteNumber("metadata_match", table.MetadataMatch);
        json.WriteNumber("metadata_write", table.MetadataWrite);
        json.WriteNumber("config", (uint)table.Config);
        json.WriteNumber("max_entries", table.MaxEntries);
        json.WriteStartArray("properties");
        foreach (var property in table.Properties)
        {
            json.WriteStartObject();
            json.WriteString("type", NameOf(property));
            WriteMembers(json, property);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMembers(Utf8JsonWriter json, ITableFeature property)
    {
        switch (property)
        {
            case InstructionsFeature instructions:
                json.WriteStartArray("instruction_ids");
                foreach (var id in instructions.InstructionIds)
                    WriteId(json, IdLength + id.ExpData.Length, (int)id.Type);
                json.WriteEndArray();
                break;
            case NextTablesFeature next:
                json.WriteStartArray("table_ids");
                foreach (var id in next.NextTableIds)
                    json.WriteNumberValue(id.Value);
                json.WriteEndArray();
                break;
            case ActionsFeature actions:
                json.WriteStartArray("action_ids");
                foreach (var id in actions.ActionIds)
                    WriteId(json, IdLength + id.ExpData.Length, (int)id.Type);
                json.WriteEndArray();
                break;
            case OxmFeature fields:
                json.WriteStartArray("oxm_ids");
                foreach (var id in fields.OxmIds)
                {
                    json.WriteStartObject();
                    json.WriteNumber("hasmask", id.HasMask ? 1 : 0);
                    json.WriteNumber("length", id.Length);
                    json.WriteString("type", $"{id}");
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                break;
        }
    }

    private static void WriteId(Utf8JsonWriter json, int length, int type)
    {
        json.WriteStartObject();
        json.WriteNumber("len", length);
        json.WriteNumber("type", type);
        json.WriteEndObject();
    }

    private static string NameOf(ITableFeature property) => property switch
    {
        InstructionsTableFeature => "INSTRUCTIONS",
        InstructionsMissTableFeature => "INSTRUCTIONS_MISS",
        NextTablesTableFeature => "NEXT_TABLES",
        NextTablesMissTableFeature => "NEXT_TABLES_MISS",
        WriteActionsTableFeature => "WRITE_ACTIONS",
        WriteActionsMissTableFeature => "WRITE_ACTIONS_MISS",
        ApplyActionsTableFeature => "APPLY_ACTIONS",
        ApplyActionsMissTableFeature => "APPLY_ACTIONS_MISS",
        MatchTableFeature => "MATCH",
        WildcardsTableFeature => "WILDCARDS",
        WriteSetFieldTableFeature => "WRITE_SETFIELD",
        WriteSetFieldMissTableFeature => "WRITE_SETFIELD_MISS",
        ApplySetFieldTableFeature => "APPLY_SETFIELD",
        ApplySetFieldMissTableFeature => "APPLY_SETFIELD_MISS",
        _ => "UNKNOWN",
    };
}
