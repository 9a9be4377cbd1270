using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>Which asynchronous messages a controller gets in which role (OpenFlow 1.3.5 §7.3.10, 1.4.1 §7.3.10).</summary>
internal sealed class AsyncConfig
{
    private const uint All = uint.MaxValue;
    private const uint AllButInvalidTtl = 0b11_1011;

    // The types of OpenFlow 1.3, in the order in which its message has them.
    private static readonly AsyncMaskType[] Types13 =
    [
        AsyncMaskType.PacketInMaster, AsyncMaskType.PacketInSlave, AsyncMaskType.PortStatusMaster, AsyncMaskType.PortStatusSlave,
        AsyncMaskType.FlowRemovedMaster, AsyncMaskType.FlowRemovedSlave,
    ];

    // Index is the type: a slave's types are even, those of others odd.
    private readonly uint[] _masks = new uint[(int)AsyncMaskType.ControllerStatusMaster + 1];

    public AsyncConfig()
    {
        _masks[(int)AsyncMaskType.PacketInMaster] = AllButInvalidTtl;
        _masks[(int)AsyncMaskType.PortStatusMaster] = All;
        _masks[(int)AsyncMaskType.PortStatusSlave] = All;
        _masks[(int)AsyncMaskType.FlowRemovedMaster] = All;
        _masks[(int)AsyncMaskType.RoleStatusMaster] = All;
        _masks[(int)AsyncMaskType.RoleStatusSlave] = All;
        _masks[(int)AsyncMaskType.TableStatusMaster] = All;
        _masks[(int)AsyncMaskType.FlowStatsMaster] = All;
    }

    /// <summary>True if a controller of a role gets a message.</summary>
    /// <param name="kind">The type of message for controllers that are no slaves.</param>
    /// <param name="reason">The reason that the message gives.</param>
    /// <param name="role">The role.</param>
    public bool Allows(AsyncMaskType kind, int reason, ControllerRole role) =>
        (_masks[role == ControllerRole.Slave ? (int)kind - 1 : (int)kind] >> reason & 1) != 0;

    /// <summary>Enables or disables one reason for controllers that are not slaves.</summary>
    public void Set(AsyncMaskType kind, int reason, bool isOn)
    {
        var bit = 1u << reason;
        _masks[(int)kind] = isOn ? _masks[(int)kind] | bit : _masks[(int)kind] & ~bit;
    }

    /// <exception cref="RefusedException">A property is not known.</exception>
    public void Apply(SetAsync request)
    {
        if (request.Properties.Any(property => property is not AsyncMask))
            throw new RefusedException(OpenFlowError.AsyncConfigFailedUnsupported);
        foreach (var property in request.Properties)
        {
            if (property is AsyncMask mask)
                _masks[(int)mask.Type] = mask.Mask;
        }
    }

    public GetAsyncReply Describe(OpenFlowVersion version)
    {
        var types = version switch
        {
            < OpenFlowVersion.OpenFlow14 => Types13,
            OpenFlowVersion.OpenFlow14 => Enumerable.Range(0, (int)AsyncMaskType.RequestForwardMaster + 1).Select(type => (AsyncMaskType)type),
            _ => Enumerable.Range(0, _masks.Length).Select(type => (AsyncMaskType)type),
        };
        // Bits of reasons that the version does not have are not reported.
        return new() { Properties = types.Select(type => (IAsyncConfigProperty)new AsyncMask(type, _masks[(int)type] & Known(type, version))).ToValueList() };
    }

    private static uint Known(AsyncMaskType type, OpenFlowVersion version) => type switch
    {
        AsyncMaskType.PacketInSlave or AsyncMaskType.PacketInMaster => version < OpenFlowVersion.OpenFlow14 ? 0b111u : 0b11_1111,
        AsyncMaskType.PortStatusSlave or AsyncMaskType.PortStatusMaster => 0b111,
        AsyncMaskType.FlowRemovedSlave or AsyncMaskType.FlowRemovedMaster => version < OpenFlowVersion.OpenFlow14 ? 0b1111u : 0b11_1111,
        AsyncMaskType.RoleStatusSlave or AsyncMaskType.RoleStatusMaster => 0b111,
        AsyncMaskType.TableStatusSlave or AsyncMaskType.TableStatusMaster => 0b1_1000,
        AsyncMaskType.RequestForwardSlave or AsyncMaskType.RequestForwardMaster => 0b11,
        AsyncMaskType.FlowStatsSlave or AsyncMaskType.FlowStatsMaster => 0b11,
        _ => 0b111_1111,
    };
}
