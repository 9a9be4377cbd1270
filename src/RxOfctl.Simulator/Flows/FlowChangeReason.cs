namespace RxOfctl.Simulator.Flows;

/// <summary>What happened to a flow of a simulated switch.</summary>
public enum FlowChangeReason
{
    /// <summary>It was added, perhaps in the place of one of the same match and priority.</summary>
    Added,

    /// <summary>Its instructions were changed.</summary>
    Modified,

    /// <summary>It was deleted, or its time was up.</summary>
    Removed,
}
