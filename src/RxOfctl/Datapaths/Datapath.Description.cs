using System.Reactive.Linq;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl;

/// <content>The description of the datapath.</content>
public sealed partial class Datapath
{
    private DescReply? _description;

    /// <summary>
    /// Its manufacturer, hardware, software, serial number and name (<c>ofp_desc</c>). It is requested at the first subscription, and
    /// cached; if that fails, as any request can, the next subscription requests it again.
    /// </summary>
    public IObservable<DescReply> Description => Observable.Defer(() => Volatile.Read(ref _description) is { } known
        ? Observable.Return(known)
        : SendMsg(new DescRequest()).Do(reply => Volatile.Write(ref _description, reply)));
}
