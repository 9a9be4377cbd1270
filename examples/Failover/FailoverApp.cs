namespace Failover;

/// <summary>
/// One of several controllers that are connected to the same switches. The one that leads is the master of all of them, the others are
/// slaves. Which one leads is decided elsewhere; the switch itself ensures by the generation id that it has one master at most.
/// </summary>
public sealed class FailoverApp(OpenFlowController controller, IObservable<bool> leads)
{
    /// <summary>The role on each datapath, once the switch has confirmed it.</summary>
    public IObservable<(Datapath Datapath, ControllerRole Role)> Roles => controller.Datapaths.Connect().MergeMany(datapath =>
        from reply in leads.DistinctUntilChanged()
            .Select(isLeader => isLeader ? datapath.BecomeMaster() : BecomeSlave(datapath))
            .Select(claim => claim.RetryWithBackoff(int.MaxValue, controller.Scheduler, retryOn: error => error is not InvalidDatapathException))
            .Switch()
        select (datapath, reply.Role));

    // A slave, too, sends the generation id that the switch knows. The roles of OpenFlow 1.0 and 1.1, which are Nicira's, have none: there
    // the last claim wins.
    private static IObservable<RoleReply> BecomeSlave(Datapath datapath) => datapath.Version < OpenFlowVersion.OpenFlow12
        ? datapath.SetRole(ControllerRole.Slave)
        : from known in datapath.SetRole(ControllerRole.NoChange)
          from reply in datapath.SetRole(ControllerRole.Slave, known.GenerationId)
          select reply;
}
