namespace RxOfctl.Protocol.Nicira;

/// <summary>How a hash chooses a link (<c>nx_mp_algorithm</c>).</summary>
public enum MultipathAlgorithm : ushort
{
    /// <summary>The hash modulo the number of links.</summary>
    ModuloN = 0,

    /// <summary>The hash divided by the size of a link's share.</summary>
    HashThreshold = 1,

    /// <summary>The highest of a hash for each link.</summary>
    Hrw = 2,

    /// <summary>Hashes until a link within the number is found.</summary>
    IterHash = 3,
}
