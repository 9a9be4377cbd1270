using System.Text;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Sessions;

/// <content>The handshake (OpenFlow 1.3.5 §6.3.1): HELLO, features and, where the version has it, port descriptions.</content>
internal sealed partial class Session
{
    private const byte HelloType = 0;
    private const byte ErrorType = 1;

    private readonly List<Port> _ports = [];

    // The transaction id of the handshake's request that is in flight.
    private uint _handshakeXid;

    private void OnFirst(FrameHeader header, ReadOnlySpan<byte> frame)
    {
        if (header.Type == ErrorType)
        {
            Close($"it answered HELLO with {Describe((ErrorMessage)OpenFlowCodec.Decode(frame, out _))}");
            return;
        }

        if (header.Type != HelloType)
        {
            Refuse(header, "The first message of a connection is HELLO.");
            return;
        }

        var hello = (Hello)OpenFlowCodec.Decode(frame, out _);
        Telemetry.Received(hello);
        if (hello.Negotiate(_versions, header.Version) is not { } version)
        {
            var own = string.Join(", ", _versions.Order().Select(own => own.ToText()));
            var theirs = hello.Versions.IsEmpty
                ? $"up to {header.Version.ToText()}"
                : string.Join(", ", hello.Versions.Select(theirs => theirs.ToText()));
            Refuse(header, $"No version in common: this controller speaks {own}; the datapath {theirs}.");
            return;
        }

        if (Options.WaitForHello)
            Write(Hello.Of(_versions), Requests.NextXid());
        Version = version;
        Ask(new FeaturesRequest(), Phase.AwaitingFeatures);
    }

    private void Ask(OpenFlowMessage request, Phase phase)
    {
        _phase = phase;
        _handshakeXid = Requests.NextXid();
        Write(request, _handshakeXid);
    }

    /// <summary>Continues the handshake, if a message answers its last request: nothing else that a peer sends has an effect on
    /// it.</summary>
    private bool TryContinue(OpenFlowMessage answer)
    {
        switch (answer)
        {
            case FeaturesReply features when _phase == Phase.AwaitingFeatures:
                OnFeatures(features);
                return true;
            case ErrorMessage error when _phase == Phase.AwaitingFeatures:
                Close($"it answered FEATURES_REQUEST with {error.Error}");
                return true;
            case PortDescReply ports when _phase == Phase.AwaitingPorts:
                OnPorts(ports);
                return true;
            case ErrorMessage error when _phase == Phase.AwaitingPorts:
                Log.NoPorts(_logger, Peer, error.Error.ToString());
                Complete();
                return true;
            default:
                return false;
        }
    }

    private void OnFeatures(FeaturesReply features)
    {
        if (features.AuxiliaryId != 0)
        {
            Close($"it is auxiliary connection {features.AuxiliaryId} of datapath {features.DatapathId}, "
                + "and only main connections are served");
            return;
        }

        if (_owner.Claim(this, features) is { } refusal)
        {
            Close(refusal);
            return;
        }

        _datapath = new(this, features, ObserverErrors);
        // Another thread may have closed the connection before there was a claim.
        if (IsClosed)
        {
            _owner.Leave(this, _datapath);
            return;
        }

        _ports.AddRange(features.Ports);
        if (Version < OpenFlowVersion.OpenFlow13 || !Options.RequirePorts)
            Complete();
        else
            Ask(new PortDescRequest(), Phase.AwaitingPorts);
    }

    private void OnPorts(PortDescReply reply)
    {
        LogMalformedEntries(typeof(PortDescReply), reply.Malformed);
        _ports.AddRange(reply.Body);
        if ((reply.Flags & MultipartFlags.More) == 0)
            Complete();
    }

    private void Complete()
    {
        // Nearly all that was sent in the handshake describes ports, which are kept.
        CountPortBytes(_handshakeBytes.Taken);
        _handshakeBytes.Close();
        if (IsClosed)
            return;
        _phase = Phase.Ready;
        _datapath!.SetPorts(_ports);
        _ports.Clear();
        if (Options.MissSendLen is { } missSendLen)
            Write(new SetConfig { MissSendLen = missSendLen }, Requests.NextXid());
        _timer.Disposable = null;
        Handshake?.Dispose();
        KeepAlive();
        Log.Present(_logger, DatapathId, Peer, Version.ToText());
        ReportState(ConnectionState.Ready);
        _schedule(() => _owner.Join(_datapath, _queue.Start));
    }

    /// <summary>The step of the handshake that the peer did not take in time.</summary>
    private string MissingStep => _phase switch
    {
        Phase.AwaitingHello => "it did not send HELLO",
        Phase.AwaitingFeatures => "it did not answer FEATURES_REQUEST",
        _ => "it did not describe its ports (OFPMP_PORT_DESC); see ControllerOptions.RequirePorts",
    };

    private void Refuse(FrameHeader header, string reason)
    {
        // In the version of the peer's message, if it is one of OpenFlow, so that the peer can read the reason.
        Version = header.Version is >= OpenFlowVersion.OpenFlow10 and <= OpenFlowVersion.OpenFlow15 ? header.Version : Version;
        if (header.Type != ErrorType)
            Write(new ErrorMessage { Error = OpenFlowError.HelloFailedIncompatible, Data = Encoding.ASCII.GetBytes(reason) }, header.Xid);
        Close(reason);
    }

    private static string Describe(ErrorMessage error)
    {
        var text = PeerText.Escape(Encoding.Latin1.GetString(error.Data.Span).TrimEnd('\0'));
        return error.Error.Name.StartsWith("OFPHFC", StringComparison.Ordinal) && text.Length > 0
            ? $"{error.Error}: {text}"
            : error.Error.ToString();
    }
}
