namespace RxOfctl.Protocol.Messages;

/// <summary>A message that a datapath answers with one message, or with one in several parts.</summary>
/// <typeparam name="TReply">The answer.</typeparam>
public interface IOpenFlowRequest<TReply>;
