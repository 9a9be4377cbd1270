namespace RxOfctl.Requests;

/// <summary>What the answer to a request is to look like.</summary>
internal enum ReplyShape
{
    /// <summary>No reply unless it fails.</summary>
    None,

    /// <summary>One reply, perhaps in several parts.</summary>
    One,

    /// <summary>Any number of replies.</summary>
    Many,

    /// <summary>Any number of entries, which replies list.</summary>
    Entries,
}
