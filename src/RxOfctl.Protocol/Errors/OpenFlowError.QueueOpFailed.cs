namespace RxOfctl.Protocol.Errors;

// OFPET_QUEUE_OP_FAILED: the queue could not be read. Type 5 in 1.0 and 9 since.
public sealed partial class OpenFlowError
{
    /// <summary>OFPQOFC_BAD_PORT: the port is not valid, or there is no such port. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError QueueOpFailedBadPort { get; } = Define(
        "OFPQOFC_BAD_PORT",
        "The port is not valid, or there is no such port.",
        In(V10, V10, 5, 0), In(V11, V15, 9, 0));

    /// <summary>OFPQOFC_BAD_QUEUE: there is no such queue. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError QueueOpFailedBadQueue { get; } = Define(
        "OFPQOFC_BAD_QUEUE",
        "There is no such queue.",
        In(V10, V10, 5, 1), In(V11, V15, 9, 1));

    /// <summary>OFPQOFC_EPERM: the controller may not read this queue. OpenFlow 1.0 to 1.5.</summary>
    public static OpenFlowError QueueOpFailedEperm { get; } = Define(
        "OFPQOFC_EPERM",
        "The controller may not read this queue.",
        In(V10, V10, 5, 2), In(V11, V15, 9, 2));
}
