namespace RxOfctl.Protocol;

/// <summary>A message cannot be written to the wire as it is. Nothing of it was written.</summary>
public class OpenFlowEncodeException : Exception
{
    /// <summary>A message that cannot be written.</summary>
    /// <param name="message">What cannot be written, and why.</param>
    public OpenFlowEncodeException(string message)
        : base(message)
    {
    }
}
