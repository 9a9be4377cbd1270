namespace Failover;

/// <summary>
/// Two controllers, or more, serve the same switches. Each runs this app, and one of them leads: it is the master of its switches, the
/// others are
/// slaves. Who leads comes from outside; that the switch has one master at most is the switch's own doing, by the generation id.
/// </summary>
public sealed class FailoverApp(OpenFlowController controller, IObservable<bool> leads)
{
    /// <summary>The role on each datapath, when the switch has confirmed it.</summary>
    public IObservable<(Datapath Datapath, ControllerRole Role)> Roles => controller.Datapaths.Connect().MergeMany(datapath =>
        leads.DistinctUntilChanged().Select(isLeader => Claim(datapath, isLeader ? ControllerRole.Master : ControllerRole.Slave)).Switch());

    // If another controller was faster, the generation id is stale: ask again.
    private static IObservable<(Datapath Datapath, ControllerRole Role)> Claim(Datapath datapath, ControllerRole role) =>
        (from generation in Generation(datapath, role)
         from changed in datapath.SetRole(role, generation)
         select (datapath, changed.Role))
        .Retry(3)
        .Catch((RequestException _) => Observable.Empty<(Datapath, ControllerRole)>());

    // A master's is one later than the last that the switch has seen. The roles of OpenFlow 1.0 and 1.1 are Nicira's, which has none: there
    // the last
    // claim wins.
    private static IObservable<ulong> Generation(Datapath datapath, ControllerRole role) => datapath.Version < OpenFlowVersion.OpenFlow12
        ? Observable.Return(0ul)
        : from now in datapath.SetRole(ControllerRole.NoChange)
          select role == ControllerRole.Master ? unchecked(now.GenerationId + 1) : now.GenerationId;
}
