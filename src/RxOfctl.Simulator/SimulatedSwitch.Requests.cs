using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Flows;
using RxOfctl.Simulator.Switches;

namespace RxOfctl.Simulator;

/// <content>Requests of controllers.</content>
public sealed partial class SimulatedSwitch
{
    /// <summary>Handles a message.</summary>
    /// <returns>The reply; null if there is none.</returns>
    /// <exception cref="RefusedException">The message is invalid or not supported.</exception>
    internal OpenFlowMessage? Answer(OpenFlowMessage message, ControllerChannel channel, uint xid, ReadOnlySpan<byte> frame)
    {
        switch (message)
        {
            case Hello or EchoReply or ErrorMessage:
                return null;
            case EchoRequest echo:
                return new EchoReply { Data = echo.Data };
            case FeaturesRequest:
                return Features(channel.Version);
            case GetConfigRequest:
                return Config;
            case SetConfig config:
                Configure(config, channel);
                return null;
            case BarrierRequest:
                // Messages are handled one by one: those before it are finished.
                return new BarrierReply();
            case RoleRequest role:
                return ChangeRole(channel, role);
            case GetAsyncRequest:
                return channel.Async.Describe(channel.Version);
            case SetAsync config:
                channel.Async.Apply(config);
                return null;
            case QueueGetConfigRequest queues:
                return DescribeQueues(queues.Port, channel.Version);
            case BundleControl control:
                if (channel.Role == ControllerRole.Slave)
                    throw new RefusedException(OpenFlowError.BadRequestIsSlave);
                channel.Bundles.Control(control);
                return control with { Type = control.Type + 1, Properties = [] };
            case BundleAddMessage add:
                if (channel.Role == ControllerRole.Slave)
                    throw new RefusedException(OpenFlowError.BadRequestIsSlave);
                channel.Bundles.Add(add, frame);
                return null;
            case FlowMod or GroupMod or MeterMod or PortMod or TableMod or PacketOut:
                if (channel.Role == ControllerRole.Slave)
                    throw new RefusedException(OpenFlowError.BadRequestIsSlave);
                Apply(message, new(channel.Version, channel, xid));
                return null;
            case Experimenter:
                throw new RefusedException(OpenFlowError.BadRequestBadExperimenter);
            default:
                throw new RefusedException(OpenFlowError.BadRequestBadType);
        }
    }

    /// <summary>Applies all messages of a bundle, or none of them.</summary>
    /// <returns>The message that failed, and its error; null if all were applied.</returns>
    internal (BundledMessage Message, OpenFlowError Error)? Commit(IReadOnlyList<BundledMessage> messages, ControllerChannel channel, uint xid)
    {
        var change = new Transaction(channel.Version, channel, xid, isBundle: true);
        foreach (var message in messages)
        {
            try
            {
                Apply(message.Message, change);
            }
            catch (RefusedException refused)
            {
                change.Rollback();
                return (message, refused.Error);
            }
        }

        change.Commit();
        return null;
    }

    /// <summary>The handshake with a controller is complete.</summary>
    internal void OnConnected(ControllerChannel channel) => NotifyStatus(channel, ControllerStatusReason.ControllerAdded);

    private void Apply(OpenFlowMessage message, Transaction change)
    {
        if (IgnoresModifications && message is FlowMod or GroupMod or MeterMod)
            return;
        switch (message)
        {
            case FlowMod mod:
                Apply(mod, change);
                break;
            case GroupMod mod:
                _state.Groups.Apply(mod, _state.Actions, change, removed => _state.Tables.RemoveWhere(
                    flow => flow.Program.Uses(removed), FlowRemovedReason.GroupDelete, change));
                Forward(mod, GroupModReason, change);
                break;
            case MeterMod mod:
                _state.Meters.Apply(mod, change, removed => _state.Tables.RemoveWhere(
                    flow => flow.Program.Uses(removed), FlowRemovedReason.MeterDelete, change));
                Forward(mod, MeterModReason, change);
                break;
            case PortMod mod:
                Apply(mod, change);
                break;
            case TableMod mod:
                _state.Settings.Apply(mod, change);
                break;
            case PacketOut packet:
                Send(packet, change);
                break;
        }
    }

    private void Apply(FlowMod mod, Transaction change)
    {
        _state.Tables.Apply(mod, change);
        if (mod.BufferId == BufferId.NoBuffer || mod.Command is FlowModCommand.Delete or FlowModCommand.DeleteStrict)
            return;
        var packet = _buffers.Take(mod.BufferId);
        change.Afterwards(() => _pipeline.Process(packet));
    }

    private void Apply(PortMod mod, Transaction change)
    {
        const PortConfig Known = PortConfig.PortDown | PortConfig.NoRecv | PortConfig.NoFwd | PortConfig.NoPacketIn;
        const PortConfig Known10 = Known | PortConfig.NoStp | PortConfig.NoRecvStp | PortConfig.NoFlood;
        if (!_state.Ports.TryGetValue(mod.PortNo, out var port))
            throw new RefusedException(OpenFlowError.PortModFailedBadPort);
        if (mod.HwAddr != port.HwAddr)
            throw new RefusedException(OpenFlowError.PortModFailedBadHwAddr);
        // Only OpenFlow 1.0 has spanning trees and floods by them; the bits of NO_FLOOD and others are undefined later.
        if ((mod.Mask & ~(change.Version == OpenFlowVersion.OpenFlow10 ? Known10 : Known | PortConfig.NoFlood)) != 0)
            throw new RefusedException(OpenFlowError.PortModFailedBadConfig);

        var (config, advertised) = (port.Config, port.Advertised);
        change.Undo(() => (port.Config, port.Advertised) = (config, advertised));
        port.Config = (config & ~mod.Mask) | (mod.Config & mod.Mask);
        if (mod.Advertise != PortFeatures.None)
            port.Advertised = mod.Advertise;
        if (port.Config != config || port.Advertised != advertised)
            change.Afterwards(() => OnPortChanged(port, PortReason.Modify));
    }

    private void Send(PacketOut message, Transaction change)
    {
        if (message.InPort.Value == 0 || (message.InPort.IsReserved && message.InPort != PortNumber.Controller && message.InPort != PortNumber.Local
            && message.InPort != PortNumber.Any))
            throw new RefusedException(OpenFlowError.BadRequestBadPort);
        Packet packet;
        if (message.BufferId != BufferId.NoBuffer)
        {
            _state.Actions.Check(message.Actions, known: null, change.Version, isPacketOut: true);
            packet = _buffers.Take(message.BufferId);
            packet.SetInPort(message.InPort);
        }
        else if (message.Data.Length < HeaderParser.EthernetLength)
        {
            throw new RefusedException(change.Version >= OpenFlowVersion.OpenFlow13 ? OpenFlowError.BadRequestBadPacket : OpenFlowError.BadRequestBadLen);
        }
        else
        {
            packet = new(message.Data, message.InPort);
        }

        foreach (var oxm in message.Match)
        {
            if (PacketFields.Find(oxm.Type) is not { IsPipelineField: true } field)
                throw new RefusedException(OpenFlowError.BadRequestPipelineFieldsOnly);
            field.Put(packet.Key, field.InMatch(message.Match).Value);
        }

        _state.Actions.Check(message.Actions, KnownFields.Of(packet), change.Version, isPacketOut: true);
        _state.Actions.CheckReferences(message.Actions);
        change.Afterwards(() => _pipeline.Process(message.Actions.Span, packet));
    }

    private FeaturesReply Features(OpenFlowVersion version) => new()
    {
        DatapathId = Id,
        BufferCount = (uint)_options.BufferCount,
        TableCount = (byte)_options.TableCount,
        Capabilities = version switch
        {
            OpenFlowVersion.OpenFlow10 => Supported10 | Capabilities.ArpMatchIp,
            OpenFlowVersion.OpenFlow11 => Supported10 | Capabilities.GroupStats | Capabilities.ArpMatchIp,
            OpenFlowVersion.OpenFlow15 => Supported10 | Capabilities.GroupStats | Capabilities.Bundles | Capabilities.FlowMonitoring,
            _ => Supported10 | Capabilities.GroupStats,
        },
        Actions = version == OpenFlowVersion.OpenFlow10 ? Actions10 : 0,
        Ports = Dialect.FeaturesHavePorts(version) ? _state.Ports.Values.Select(port => Dialect.In(version, port.Describe())).ToValueList() : [],
    };

    private void Configure(SetConfig config, ControllerChannel channel)
    {
        // OpenFlow 1.1 and 1.2 ask for packets whose time to live has run out here, later versions by async configuration.
        var known = ConfigFlags.FragDrop;
        if (channel.Version is OpenFlowVersion.OpenFlow11 or OpenFlowVersion.OpenFlow12)
            known |= ConfigFlags.InvalidTtlToController;
        if ((config.Flags & ~known) != 0)
            throw new RefusedException(OpenFlowError.SwitchConfigFailedBadFlags);
        channel.Async.Set(AsyncMaskType.PacketInMaster, (int)PacketInReason.InvalidTtl, (config.Flags & ConfigFlags.InvalidTtlToController) != 0);
        Config = new() { Flags = config.Flags, MissSendLen = config.MissSendLen };
    }

    private QueueGetConfigReply DescribeQueues(PortNumber port, OpenFlowVersion version)
    {
        var mayBeAny = version >= OpenFlowVersion.OpenFlow12 && port == PortNumber.Any;
        if (!mayBeAny && !_state.Ports.ContainsKey(port))
            throw new RefusedException(OpenFlowError.QueueOpFailedBadPort);
        return new()
        {
            Port = port,
            Queues = _state.Queues.Describe(port, QueueId.All).Select(queue => Dialect.In(version, queue)).ToValueList(),
        };
    }

    private RoleReply ChangeRole(ControllerChannel channel, RoleRequest request)
    {
        if (request.ShortId != 0 && _state.Channels.Exists(other => other != channel && other.ShortId == request.ShortId))
            throw new RefusedException(OpenFlowError.RoleRequestFailedIdInUse);
        var before = channel.Role;
        switch (request.Role)
        {
            case ControllerRole.NoChange:
                break;
            case ControllerRole.Equal:
                channel.Role = ControllerRole.Equal;
                break;
            case ControllerRole.Master or ControllerRole.Slave:
                CheckGeneration(request.GenerationId);
                if (request.Role == ControllerRole.Master)
                    DemoteOthers(channel);
                channel.Role = request.Role;
                break;
            default:
                throw new RefusedException(OpenFlowError.RoleRequestFailedBadRole);
        }

        if (request.ShortId != 0)
            channel.ShortId = request.ShortId;
        if (channel.Role != before)
            NotifyStatus(channel, ControllerStatusReason.Role);
        return new()
        {
            Role = channel.Role,
            // Nicira's reply, that of OpenFlow 1.0 and 1.1, has no generation.
            GenerationId = channel.Version >= OpenFlowVersion.OpenFlow12 ? _generationId ?? ulong.MaxValue : 0,
            ShortId = channel.Version >= OpenFlowVersion.OpenFlow15 ? channel.ShortId : (ushort)0,
        };
    }

    // Generation ids wrap around, so they are compared by their signed difference (OpenFlow 1.3.5 §6.3.5).
    private void CheckGeneration(ulong generation)
    {
        if (_generationId is { } seen && (long)(generation - seen) < 0)
            throw new RefusedException(OpenFlowError.RoleRequestFailedStale);
        _generationId = generation;
    }

    private void DemoteOthers(ControllerChannel master)
    {
        foreach (var other in _state.Channels.Where(other => other != master && other.Role == ControllerRole.Master))
        {
            other.Role = ControllerRole.Slave;
            if (other.Wants(AsyncMaskType.RoleStatusMaster, (int)RoleStatusReason.MasterRequest))
            {
                other.Notify(new RoleStatus
                {
                    Role = ControllerRole.Slave,
                    Reason = RoleStatusReason.MasterRequest,
                    GenerationId = _generationId ?? ulong.MaxValue,
                });
            }

            NotifyStatus(other, ControllerStatusReason.Role);
        }
    }

    private void NotifyStatus(ControllerChannel about, ControllerStatusReason reason)
    {
        foreach (var channel in _state.Channels.Where(channel => channel.Wants(AsyncMaskType.ControllerStatusMaster, (int)reason)))
            channel.Notify(new ControllerStatus { Status = about.Describe(reason) });
    }

    private const int GroupModReason = 0;
    private const int MeterModReason = 1;

    // Other controllers may ask to see what one changes (OpenFlow 1.4.1 §7.4.6).
    private void Forward(OpenFlowMessage request, int reason, Transaction change) => change.Afterwards(() =>
    {
        foreach (var channel in _state.Channels)
        {
            if (channel != change.Origin && channel.Wants(AsyncMaskType.RequestForwardMaster, reason))
                channel.Notify(new RequestForward { RequestXid = change.Xid, Request = request });
        }
    });
}
