using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>
/// How controllers configure tables: what happens on a miss (OpenFlow 1.1, 1.2), eviction and vacancy events (1.4.1 §7.3.4.4), and the first egress
/// table (1.5.1 §7.3.5.18.1).
/// </summary>
internal sealed class TableSettings(FlowTables tables)
{
    private const TableConfig Config12 = TableConfig.TableMissContinue | TableConfig.TableMissDrop;
    private const TableConfig Config14 = TableConfig.Eviction | TableConfig.VacancyEvents;

    private readonly Dictionary<byte, Vacancy> _vacancies = [];

    /// <summary>Applies a table-mod.</summary>
    /// <exception cref="RefusedException">It is invalid or not supported; nothing was changed.</exception>
    public void Apply(TableMod mod, Transaction change)
    {
        if (mod.TableId != TableId.All && mod.TableId.Value >= tables.Count)
            throw new RefusedException(OpenFlowError.TableModFailedBadTable);
        // Of OpenFlow 1.3 nothing is left to configure; the bits of 1.2 are passed over (§7.3.3).
        var known = change.Version >= OpenFlowVersion.OpenFlow14 ? Config14 : Config12;
        if ((mod.Config & ~known) != 0 || (change.Version < OpenFlowVersion.OpenFlow13 && (mod.Config & Config12) == Config12))
            throw new RefusedException(OpenFlowError.TableModFailedBadConfig);
        if (change.Version == OpenFlowVersion.OpenFlow13)
            return;
        var vacancy = mod.Properties.OfType<VacancyTableProperty>().FirstOrDefault();
        if (vacancy is not null && (vacancy.VacancyDown > vacancy.VacancyUp || vacancy.VacancyUp > 100))
            throw new RefusedException(OpenFlowError.BadPropertyBadValue);

        for (var id = 0; id < tables.Count; id++)
        {
            if (mod.TableId == TableId.All || mod.TableId.Value == id)
                Set((byte)id, mod.Config, vacancy, change);
        }
    }

    /// <summary>Applies a table-features request. The first egress table can be changed, in OpenFlow 1.5; nothing else can.</summary>
    /// <exception cref="RefusedException">The request asks for something else; nothing was changed.</exception>
    public void Apply(TableFeaturesRequest request, OpenFlowVersion version)
    {
        var firstEgress = tables.FirstEgress;
        TableId? asked = null;
        foreach (var features in request.Body)
        {
            if (features.TableId.Value >= tables.Count)
                throw new RefusedException(OpenFlowError.TableFeaturesFailedBadTable);
            if (features.Command > TableFeaturesCommand.Disable)
                throw new RefusedException(OpenFlowError.TableFeaturesFailedBadCommand);
            var current = TableFeaturesTemplate.Of(features.TableId.Value, tables, version);
            if (version < OpenFlowVersion.OpenFlow15 || features.Command != TableFeaturesCommand.Modify || ChangesMore(features, current))
                throw new RefusedException(OpenFlowError.TableFeaturesFailedEperm);
            if ((features.Features & TableFeatureFlags.FirstEgress) == 0)
            {
                if (firstEgress == features.TableId)
                    firstEgress = null;
            }
            else if ((current.Features & TableFeatureFlags.EgressTable) == 0 || asked is not null)
            {
                throw new RefusedException(OpenFlowError.TableFeaturesFailedBadFeatures);
            }
            else
            {
                asked = features.TableId;
            }
        }

        tables.FirstEgress = asked ?? firstEgress;
    }

    public TableDesc Describe(byte id)
    {
        var config = tables[id].Config;
        var properties = new List<ITableProperty>();
        if ((config & TableConfig.Eviction) != 0)
            properties.Add(new EvictionTableProperty { Flags = TableEvictionFlags.Importance });
        if ((config & TableConfig.VacancyEvents) != 0 && _vacancies.TryGetValue(id, out var vacancy))
            properties.Add(vacancy.Describe(Free(id)));
        return new() { TableId = id, Config = config, Properties = properties.ToValueList() };
    }

    /// <summary>The event that is due when the number of flows of a table has changed; null if there is none.</summary>
    public TableStatus? OnChanged(byte id)
    {
        if ((tables[id].Config & TableConfig.VacancyEvents) == 0 || !_vacancies.TryGetValue(id, out var vacancy))
            return null;
        return vacancy.Crosses(Free(id)) is { } reason ? new() { Reason = reason, Table = Describe(id) } : null;
    }

    // A request without properties leaves them as they are.
    private static bool ChangesMore(TableFeatures asked, TableFeatures current)
    {
        const TableFeatureFlags Fixed = ~TableFeatureFlags.FirstEgress;
        return asked with
        {
            Command = current.Command,
            Features = (asked.Features & Fixed) | (current.Features & ~Fixed),
            Properties = asked.Properties.IsEmpty ? current.Properties : asked.Properties,
        } != current;
    }

    private void Set(byte id, TableConfig config, VacancyTableProperty? vacancy, Transaction change)
    {
        var (oldConfig, oldVacancy) = (tables[id].Config, _vacancies.GetValueOrDefault(id));
        change.Undo(() =>
        {
            tables[id].Config = oldConfig;
            if (oldVacancy is not null)
                _vacancies[id] = oldVacancy;
            else
                _vacancies.Remove(id);
        });
        tables[id].Config = config;
        if (vacancy is not null)
            _vacancies[id] = new(vacancy.VacancyDown, vacancy.VacancyUp, Free(id) < vacancy.VacancyUp);
    }

    // How much of the table is free, in percent.
    private int Free(byte id) => (int)(100L * (tables.Capacity - tables[id].Count) / tables.Capacity);

    private sealed class Vacancy(byte down, byte up, bool isLow)
    {
        private bool _isLow = isLow;

        public TableStatusReason? Crosses(int free)
        {
            if (!_isLow && free < down)
            {
                _isLow = true;
                return TableStatusReason.VacancyDown;
            }

            if (_isLow && free > up)
            {
                _isLow = false;
                return TableStatusReason.VacancyUp;
            }

            return null;
        }

        public VacancyTableProperty Describe(int free) => new() { VacancyDown = down, VacancyUp = up, Vacancy = (byte)free };
    }
}
