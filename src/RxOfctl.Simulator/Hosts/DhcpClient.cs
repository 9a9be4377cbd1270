using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Packets;
using RxOfctl.Protocol;

namespace RxOfctl.Simulator.Hosts;

/// <summary>Gets an IPv4 address by DHCP: DISCOVER, OFFER, REQUEST, ACK (RFC 2131 §3.1), each request repeated until it is answered.</summary>
internal sealed class DhcpClient(NetworkLock networkLock, MacAddress mac, Action<DhcpMessage> broadcast)
{
    private const int Attempts = 4;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(4); // doubles (RFC 2131 §4.1)

    private Exchange? _exchange;
    private uint _transactionId;

    /// <summary>Asks for an address; the observable gives it, or fails with <see cref="TimeoutException"/>.</summary>
    public IObservable<Ipv4Address> Request(Action<Ipv4Address> assign) => Observable.Create<Ipv4Address>(observer =>
    {
        using var scope = networkLock.Enter();
        var exchange = new Exchange(++_transactionId, address =>
        {
            assign(address);
            networkLock.Notify(() =>
            {
                observer.OnNext(address);
                observer.OnCompleted();
            });
        }, () => networkLock.Notify(() => observer.OnError(new TimeoutException($"No DHCP server answered {mac} in {Attempts} attempts."))));
        _exchange?.Timer.Dispose();
        _exchange = exchange;
        Send(exchange, Discover(exchange.TransactionId), Attempts, FirstWait);
        return Disposable.Create(() =>
        {
            using var forgetting = networkLock.Enter();
            exchange.Timer.Dispose();
            if (_exchange == exchange)
                _exchange = null;
        });
    });

    public void OnMessage(DhcpMessage message)
    {
        if (_exchange is not { } exchange || message.TransactionId != exchange.TransactionId || message.ClientHardwareAddress != mac)
            return;
        switch (message.MessageType)
        {
            case DhcpMessageType.Offer when exchange.Offered is null:
                exchange.Offered = message.YourAddress;
                Send(exchange, RequestOf(message), Attempts, FirstWait);
                break;
            case DhcpMessageType.Ack when exchange.Offered is not null:
                End(exchange);
                exchange.OnAssigned(message.YourAddress);
                break;
            case DhcpMessageType.Nak:
                exchange.Offered = null;
                Send(exchange, Discover(exchange.TransactionId), Attempts, FirstWait);
                break;
        }
    }

    private void Send(Exchange exchange, DhcpMessage message, int attempts, TimeSpan wait)
    {
        if (attempts == 0)
        {
            End(exchange);
            exchange.OnFailed();
            return;
        }

        exchange.Timer.Disposable = networkLock.Schedule(wait, () => Send(exchange, message, attempts - 1, wait * 2));
        broadcast(message);
    }

    private void End(Exchange exchange)
    {
        exchange.Timer.Dispose();
        _exchange = null;
    }

    private DhcpMessage Discover(uint transactionId) => new()
    {
        TransactionId = transactionId,
        Broadcast = true,
        ClientHardwareAddress = mac,
        Options = [DhcpOption.MessageType(DhcpMessageType.Discover)],
    };

    private DhcpMessage RequestOf(DhcpMessage offer) => Discover(offer.TransactionId) with
    {
        Options =
        [
            DhcpOption.MessageType(DhcpMessageType.Request),
            DhcpOption.Address(DhcpOptionCode.RequestedAddress, offer.YourAddress),
            .. offer.ServerIdentifier is { } server ? [DhcpOption.Address(DhcpOptionCode.ServerIdentifier, server)] : (DhcpOption[])[],
        ],
    };

    private sealed class Exchange(uint transactionId, Action<Ipv4Address> onAssigned, Action onFailed)
    {
        public uint TransactionId => transactionId;

        public Action<Ipv4Address> OnAssigned => onAssigned;

        public Action OnFailed => onFailed;

        public Ipv4Address? Offered { get; set; }

        public SerialDisposable Timer { get; } = new();
    }
}
