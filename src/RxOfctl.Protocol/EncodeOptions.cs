namespace RxOfctl.Protocol;

/// <summary>
/// What the receiver of a message is known to understand beyond the specification. Encoding makes use of it where the specification's own
/// form cannot carry a message; without it such a message is refused with an <see cref="UnsupportedByVersionException"/>.
/// </summary>
[Flags]
public enum EncodeOptions : byte
{
    /// <summary>Only what the specification has.</summary>
    None = 0,

    /// <summary>
    /// Nicira's flow-mod (NXT_FLOW_MOD), which Open vSwitch has: OpenFlow 1.0 and 1.1 then carry matches that their own structure cannot.
    /// In 1.0, flows and their sums are then asked for by NXST_FLOW and NXST_AGGREGATE, so that their matches come whole too.
    /// </summary>
    NiciraFlowMod = 1 << 0,

    /// <summary>
    /// The table in the upper half of the command of flow-mods of OpenFlow 1.0, which <see cref="Nicira.NiciraFlowModTableId"/> turns on.
    /// </summary>
    FlowModTableId = 1 << 1,
}
