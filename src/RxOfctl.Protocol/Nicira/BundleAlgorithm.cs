namespace RxOfctl.Protocol.Nicira;

/// <summary>How a member of a bundle is chosen (<c>nx_bd_algorithm</c>).</summary>
public enum BundleAlgorithm : ushort
{
    /// <summary>The first member that is up.</summary>
    ActiveBackup = 0,

    /// <summary>The highest of a hash for each member that is up.</summary>
    Hrw = 1,
}
