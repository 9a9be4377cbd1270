namespace Failover;

/// <summary>
/// Two controllers, or more, serve the same switches. Each runs this app, and one of them leads: it is the master of its switches, the others are
/// slaves. Who leads comes from outside; that the switch has one master at most is the switch's own doing, by the generation id.
/// </summary>
public sealed class FailoverApp(OpenFlowController controller, IObservable<bool> leads)
{
    /// <summary>The role on each datapath, when the switch has confirmed it.</summary>
    public IObservable<(Datapath Datapath, ControllerRole Role)> Roles => controller.Datapaths.Connect().MergeMany(datapath =>
        leads.DistinctUntilChanged().Select(isLeader => Claim(datapath, isLeader ? ControllerRole.Master : ControllerRole.Slave)).Switch());

    // The generation id is one later than the last that the switch has seen. If another controller was faster it is stale: ask again.
    private static IObservable<(Datapath Datapath, ControllerRole Role)> Claim(Datapath datapath, ControllerRole role) =>
        (from now in datapath.SetRole(ControllerRole.NoChange)
         let next = role == ControllerRole.Master ? unchecked(now.GenerationId + 1) : now.GenerationId
         from changed in datapath.SetRole(role, next)
         select (datapath, changed.Role))
        .Retry(3)
        .Catch((RequestException _) => Observable.Empty<(Datapath, ControllerRole)>());
}
