namespace RxOfctl.Interop.Tests.Simulator;

/// <summary>What a case is about, beside flows, packets and, from OpenFlow 1.1 on, groups.</summary>
internal enum CaseKind
{
    /// <summary>Nothing else.</summary>
    Tables,

    /// <summary>Select groups whose buckets are alike, so that outputs do not depend on the bucket that a packet takes.</summary>
    SelectGroups,

    /// <summary>Meters whose rates are never reached.</summary>
    Meters,

    /// <summary>Output to NORMAL.</summary>
    Normal,

    /// <summary>Nicira's actions: registers, resubmit, learn, conjunction and others.</summary>
    Nicira,

    /// <summary>Modifications in bundles.</summary>
    Bundles,
}
