namespace RxOfctl.Protocol.Messages;

/// <summary>A message that a datapath answers only if it fails, with an OFPT_ERROR: that it succeeded shows in the answer to a barrier.</summary>
public interface IOpenFlowCommand;
