namespace RxOfctl.Protocol.Messages;

/// <summary>What is done with a bundle (<c>ofp_bundle_ctrl_type</c>, OpenFlow 1.4.1).</summary>
public enum BundleControlType : ushort
{
    /// <summary>Opens it (OFPBCT_OPEN_REQUEST).</summary>
    OpenRequest = 0,

    /// <summary>It is open (OFPBCT_OPEN_REPLY).</summary>
    OpenReply = 1,

    /// <summary>Closes it: nothing can be added any more (OFPBCT_CLOSE_REQUEST).</summary>
    CloseRequest = 2,

    /// <summary>It is closed (OFPBCT_CLOSE_REPLY).</summary>
    CloseReply = 3,

    /// <summary>Does what was added (OFPBCT_COMMIT_REQUEST).</summary>
    CommitRequest = 4,

    /// <summary>It is done (OFPBCT_COMMIT_REPLY).</summary>
    CommitReply = 5,

    /// <summary>Forgets it (OFPBCT_DISCARD_REQUEST).</summary>
    DiscardRequest = 6,

    /// <summary>It is forgotten (OFPBCT_DISCARD_REPLY).</summary>
    DiscardReply = 7,
}
