namespace RxOfctl.Protocol.Wire;

/// <summary>What is being read, which decides the type of the OFPT_ERROR that answers a mistake in it.</summary>
internal enum WireScope : byte
{
    Request,
    Action,
    Instruction,
    Match,
    Property,
    Bucket,
}
