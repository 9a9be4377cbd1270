namespace RxOfctl.Protocol.Onf;

/// <summary>What is done with a bundle, or was (<c>ofp_bundle_ctrl_type</c>, OpenFlow 1.4.1).</summary>
public enum OnfBundleControlType : ushort
{
    /// <summary>Opens it (OFPBCT_OPEN_REQUEST).</summary>
    OpenRequest = 0,

    /// <summary>It is open (OFPBCT_OPEN_REPLY).</summary>
    OpenReply = 1,

    /// <summary>Closes it: nothing more is added (OFPBCT_CLOSE_REQUEST).</summary>
    CloseRequest = 2,

    /// <summary>It is closed (OFPBCT_CLOSE_REPLY).</summary>
    CloseReply = 3,

    /// <summary>Does what is in it (OFPBCT_COMMIT_REQUEST).</summary>
    CommitRequest = 4,

    /// <summary>All of it is done (OFPBCT_COMMIT_REPLY).</summary>
    CommitReply = 5,

    /// <summary>Throws it away (OFPBCT_DISCARD_REQUEST).</summary>
    DiscardRequest = 6,

    /// <summary>It is gone (OFPBCT_DISCARD_REPLY).</summary>
    DiscardReply = 7,
}
