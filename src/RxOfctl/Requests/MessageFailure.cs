using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>An error that the datapath answered one of several messages with.</summary>
/// <param name="Index">Which of the messages it was, from 0 on; null if the error is about all of them: about their bundle.</param>
/// <param name="Message">The message; for a bundle as such, what was to be done with it.</param>
/// <param name="Error">The error.</param>
public sealed record MessageFailure(int? Index, OpenFlowMessage Message, ErrorMessage Error);
