namespace RxOfctl;

/// <summary>What happens when a datapath connects whose id another connection has.</summary>
public enum DuplicateDatapathPolicy
{
    /// <summary>The new connection replaces the old one, which is closed: most often the old one is dead, and that was not detected yet.</summary>
    Replace,

    /// <summary>The new connection is refused while the old one is open.</summary>
    Refuse,
}
