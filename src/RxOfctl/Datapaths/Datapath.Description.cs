using System.Reactive.Linq;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl;

/// <content>What the datapath says of itself.</content>
public sealed partial class Datapath
{
    private DescReply? _description;

    /// <summary>
    /// Its manufacturer, hardware, software, serial number and name. It is asked for when somebody first subscribes, and remembered; one that does
    /// not say it, or fails to, as any request can, is asked again by whoever subscribes next.
    /// </summary>
    public IObservable<DescReply> Description => Observable.Defer(() => Volatile.Read(ref _description) is { } known
        ? Observable.Return(known)
        : SendMsg(new DescRequest()).Do(reply => Volatile.Write(ref _description, reply)));
}
