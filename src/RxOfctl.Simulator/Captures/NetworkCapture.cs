using System.Globalization;
using System.Net;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using RxOfctl.Capture;
using RxOfctl.Capture.Tcp;
using RxOfctl.Protocol;
using RxOfctl.Simulator.Switches;

namespace RxOfctl.Simulator.Captures;

/// <summary>Writes what passes in a network to a capture: frames at both ends of each link, and the messages of each switch.</summary>
internal sealed class NetworkCapture : IDisposable
{
    private static readonly IPEndPoint ControllerEndPoint = new(IPAddress.Loopback, 6653);

    private readonly Lock _gate = new();
    private readonly PcapngWriter _writer;
    private readonly IScheduler _scheduler;
    private readonly CompositeDisposable _taps = [];
    private readonly Dictionary<string, int> _interfaces = [];

    public NetworkCapture(PcapngWriter writer, IScheduler scheduler, IEnumerable<SimulatedSwitch> switches, IEnumerable<SimulatedLink> links)
    {
        (_writer, _scheduler) = (writer, scheduler);
        lock (_gate)
        {
            foreach (var link in links)
            {
                Describe(link.Ends.First);
                Describe(link.Ends.Second);
                _taps.Add(link.Frames.Subscribe(frame => Write(frame.From, frame, PacketDirection.Outbound)));
                _taps.Add(link.Arrived.Subscribe(frame => Write(frame.To, frame, PacketDirection.Inbound)));
            }

            foreach (var each in switches)
                Tap(each);
        }
    }

    public void Dispose() => _taps.Dispose();

    private void Describe(string name) => _interfaces[name] = _writer.AddInterface(new() { Name = name });

    private void Tap(SimulatedSwitch source)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{source.Name} OpenFlow");
        Describe(name);
        // An address of the range for tests (RFC 2544) made of the identity: it only distinguishes streams.
        var address = new Ipv4Address(0xc612_0000 | (uint)(source.Id.Value & 0x1_ffff));
        TcpConnectionWriter? connection = null;
        _taps.Add(source.Messages.Subscribe(message => WriteMessage(message)));

        void WriteMessage(SwitchMessage message)
        {
            var bytes = OpenFlowCodec.Encode(message.Message, message.Version, message.Xid);
            lock (_gate)
            {
                if (connection is null)
                {
                    connection = new(_writer, _interfaces[name], new(address.ToIPAddress(), 49152), ControllerEndPoint);
                    connection.Open(Time(_scheduler.Now), source.Name);
                }

                connection.Send(Time(_scheduler.Now), fromClient: !message.IsFromController, bytes);
            }
        }
    }

    private void Write(string end, LinkFrame frame, PacketDirection direction)
    {
        lock (_gate)
            _writer.Write(_interfaces[end], Time(frame.At), frame.Data.Span, direction);
    }

    // pcapng has no times before 1970; a scheduler of virtual time may begin in the year 1.
    private static DateTimeOffset Time(DateTimeOffset at) =>
        at >= DateTimeOffset.UnixEpoch ? at : DateTimeOffset.UnixEpoch + (at - DateTimeOffset.MinValue);
}
