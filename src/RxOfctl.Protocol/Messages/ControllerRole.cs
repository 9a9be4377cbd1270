namespace RxOfctl.Protocol.Messages;

/// <summary>The role of a controller at a datapath (<c>ofp_controller_role</c>, OpenFlow 1.3.5 §7.3.9).</summary>
public enum ControllerRole : uint
{
    /// <summary>The role stays; the reply tells it.</summary>
    NoChange = 0,

    /// <summary>Full access, shared with others of this role.</summary>
    Equal = 1,

    /// <summary>Full access, at most one of this role.</summary>
    Master = 2,

    /// <summary>Reads only.</summary>
    Slave = 3,
}
