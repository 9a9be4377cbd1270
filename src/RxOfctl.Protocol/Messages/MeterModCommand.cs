namespace RxOfctl.Protocol.Messages;

/// <summary>What a meter-mod does (<c>ofp_meter_mod_command</c>, OpenFlow 1.3.5 §7.3.4.4).</summary>
public enum MeterModCommand : ushort
{
    /// <summary>Adds a meter (OFPMC_ADD).</summary>
    Add = 0,

    /// <summary>Changes a meter (OFPMC_MODIFY).</summary>
    Modify = 1,

    /// <summary>Deletes a meter, or all of them (OFPMC_DELETE).</summary>
    Delete = 2,
}
