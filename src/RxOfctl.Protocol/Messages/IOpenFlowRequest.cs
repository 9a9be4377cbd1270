namespace RxOfctl.Protocol.Messages;

/// <summary>A message that a datapath answers with one message, or with one in several parts.</summary>
/// <typeparam name="TReply">The answer.</typeparam>
public interface IOpenFlowRequest<TReply>;

/// <summary>A message that a datapath answers with any number of entries, in as many parts as they need.</summary>
/// <typeparam name="TEntry">One entry.</typeparam>
public interface IMultiRequest<TEntry>;

/// <summary>A message that a datapath answers only if it fails, with an OFPT_ERROR: that it succeeded shows in the answer to a barrier.</summary>
public interface IOpenFlowCommand;
