namespace RxOfctl.Protocol.Messages;

/// <summary>A message that a datapath answers with any number of entries, in as many parts as they need.</summary>
/// <typeparam name="TEntry">One entry.</typeparam>
public interface IMultiRequest<TEntry>;
