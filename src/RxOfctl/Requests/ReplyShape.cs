namespace RxOfctl.Requests;

/// <summary>Which replies a request expects before its barrier is answered.</summary>
internal enum ReplyShape
{
    /// <summary>No reply: that the barrier was answered is the result, a <see cref="System.Reactive.Unit"/>.</summary>
    Done,

    /// <summary>Exactly one reply, possibly in several parts.</summary>
    One,

    /// <summary>Any number of entries, in at least one multipart reply.</summary>
    Entries,

    /// <summary>At most one reply, possibly in several parts.</summary>
    OneOrNone,

    /// <summary>Any number of replies, each given as it arrives.</summary>
    Many,
}
