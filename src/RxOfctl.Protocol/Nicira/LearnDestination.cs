namespace RxOfctl.Protocol.Nicira;

/// <summary>What a learned flow does with something that it learned.</summary>
public enum LearnDestination
{
    /// <summary>It matches it (NX_LEARN_DST_MATCH).</summary>
    Match = 0,

    /// <summary>It sets a field to it (NX_LEARN_DST_LOAD).</summary>
    Load = 1,

    /// <summary>It outputs to that port (NX_LEARN_DST_OUTPUT).</summary>
    Output = 2,
}
