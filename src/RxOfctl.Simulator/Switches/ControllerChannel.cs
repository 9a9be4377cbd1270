using System.Text;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>The switch's end of a connection to a controller: the handshake, replies, and errors for invalid messages.</summary>
internal sealed class ControllerChannel : IFrameHandler
{
    // An error quotes as much of the message as fits.
    private const int OffenderLength = OpenFlowCodec.MaxLength - 64;

    private readonly SimulatedSwitch _owner;
    private readonly Connection _connection;
    private readonly NetworkLock _lock;
    private readonly MultipartRequests _multipart;
    private readonly Queue<(FrameHeader Header, byte[] Frame)> _held = new();
    private uint _nextXid = 1;
    private bool _isNegotiated;

    public ControllerChannel(SimulatedSwitch owner, Connection connection, NetworkLock networkLock, string name, SwitchState state)
    {
        (_owner, _connection, _lock, Name) = (owner, connection, networkLock, name);
        Version = owner.Versions.Max();
        Monitors = new(state.Tables);
        _multipart = new(networkLock, Refuse);
    }

    /// <summary>The negotiated version; the highest that the switch offers before the controller's HELLO.</summary>
    public OpenFlowVersion Version { get; private set; }

    /// <summary>The address of the controller, as in its status.</summary>
    public string Name { get; }

    /// <summary>The controller's role (OpenFlow 1.3.5 §6.3.4).</summary>
    public ControllerRole Role { get; set; } = ControllerRole.Equal;

    /// <summary>The id that the controller chose with its role request (OpenFlow 1.5).</summary>
    public ushort ShortId { get; set; }

    public AsyncConfig Async { get; } = new();

    public Bundles Bundles { get; } = new();

    public FlowMonitors Monitors { get; }

    /// <summary>Sends HELLO.</summary>
    public void Start() => Write(Hello.Of(_owner.Versions), 0);

    public void Close() => _connection.Abort();

    /// <summary>Releases what waits for further messages of the controller.</summary>
    public void OnClosed() => _multipart.Clear();

    public bool OnFrame(FrameHeader header, ReadOnlySpan<byte> frame)
    {
        using var scope = _lock.Enter();
        if (_owner.HoldsFrames || _held.Count > 0)
            Hold(header, frame);
        else
            Handle(header, frame);
        return true;
    }

    /// <summary>Handles the frames that a fault has delayed.</summary>
    public void ReleaseFrames()
    {
        while (_held.TryDequeue(out var held))
            Handle(held.Header, held.Frame);
    }

    // A frame waits for the answer delay of a slow switch, or until a hung one continues.
    private void Hold(FrameHeader header, ReadOnlySpan<byte> frame)
    {
        _held.Enqueue((header, frame.ToArray()));
        _lock.Schedule(_owner.AnswerDelay, () =>
        {
            if (!_owner.IsHung && _held.TryDequeue(out var held))
                Handle(held.Header, held.Frame);
        });
    }

    private void Handle(FrameHeader header, ReadOnlySpan<byte> frame)
    {
        try
        {
            if (_isNegotiated && header.Version != Version)
                throw new RefusedException(OpenFlowError.BadRequestBadVersion);
            var message = OpenFlowCodec.Decode(frame, out var xid);
            _owner.OnMessage(new(IsFromController: true, header.Version, xid, message));
            if (!_isNegotiated)
                Negotiate(message, header);
            else if (message is MultipartRequest request)
                Answer(_multipart.Join(request, xid, frame), xid, frame);
            else
                Answer(message, xid, frame);
        }
        catch (RefusedException refused)
        {
            Refuse(refused.Error, header.Xid, refused.Offender is { IsEmpty: false } offender ? offender.Span : frame);
        }
        catch (OpenFlowDecodeException malformed)
        {
            Refuse(malformed.Error, header.Xid, frame);
        }
    }

    /// <summary>True if the controller wants an asynchronous message.</summary>
    /// <param name="kind">The type of message for controllers that are no slaves.</param>
    /// <param name="reason">The reason that the message gives.</param>
    public bool Wants(AsyncMaskType kind, int reason) => _isNegotiated && Async.Allows(kind, reason, Role);

    /// <summary>Sends an asynchronous message, unless the version of the connection cannot carry it, such as a flow that another controller made in a newer one.</summary>
    public void Notify(OpenFlowMessage message, uint? xid = null)
    {
        if (_isNegotiated && CanCarry(message))
            Write(message, xid ?? _nextXid++);
    }

    public ControllerStatusEntry Describe(ControllerStatusReason reason) => new()
    {
        ShortId = ShortId,
        Role = Role,
        Reason = reason,
        ChannelStatus = reason == ControllerStatusReason.ControllerRemoved ? ControlChannelStatus.Down : ControlChannelStatus.Up,
        Properties = [new UriControllerStatusProperty { Uri = Name }],
    };

    private bool CanCarry(OpenFlowMessage message)
    {
        try
        {
            OpenFlowCodec.Encode(message, Version, 0, []);
            return true;
        }
        catch (OpenFlowEncodeException)
        {
            return false;
        }
    }

    private void Negotiate(OpenFlowMessage message, FrameHeader header)
    {
        if (message is Hello hello && hello.Negotiate(_owner.Versions, header.Version) is { } version)
        {
            Version = version;
            _isNegotiated = true;
            _owner.OnConnected(this);
            return;
        }

        if (message is not ErrorMessage)
        {
            var own = string.Join(", ", _owner.Versions.Order().Select(version => version.ToText()));
            Write(new ErrorMessage
            {
                Error = OpenFlowError.HelloFailedIncompatible,
                Data = Encoding.ASCII.GetBytes($"{_owner.Name} speaks {own}."),
            }, header.Xid);
        }

        Close();
    }

    private void Answer(OpenFlowMessage? message, uint xid, ReadOnlySpan<byte> frame)
    {
        switch (message)
        {
            // Further parts of the multipart request are to come.
            case null:
                break;
            case MultipartRequest request:
                if (Role == ControllerRole.Slave && request is TableFeaturesRequest { Body.IsEmpty: false })
                    throw new RefusedException(OpenFlowError.BadRequestIsSlave);
                var parts = _owner.Multipart.Answer(request, this);
                if (IsCancel(request))
                    break;
                foreach (var part in parts)
                    Write(part, xid);
                break;
            case BundleControl { Type: BundleControlType.CommitRequest } commit:
                Commit(commit, xid);
                break;
            default:
                if (_owner.Answer(message, this, xid, frame) is { } reply)
                    Write(reply, xid);
                break;
        }
    }

    // Before OpenFlow 1.4 a monitor is deleted by a message without a reply.
    private bool IsCancel(MultipartRequest request) => Version < OpenFlowVersion.OpenFlow14
        && request is FlowMonitorRequest { Body: [{ Command: FlowMonitorCommand.Delete }] };

    private void Commit(BundleControl commit, uint xid)
    {
        if (Role == ControllerRole.Slave)
            throw new RefusedException(OpenFlowError.BadRequestIsSlave);
        var messages = Bundles.Control(commit)!;
        if (_owner.Commit(messages, this, xid) is { } failed)
        {
            Refuse(failed.Error, xid, failed.Message.Frame.Span);
            throw new RefusedException(OpenFlowError.BundleFailedMsgFailed);
        }

        Write(new BundleControl { BundleId = commit.BundleId, Flags = commit.Flags, Type = BundleControlType.CommitReply }, xid);
    }

    private void Refuse(OpenFlowError error, uint xid, ReadOnlySpan<byte> frame)
    {
        // An error is never answered with an error.
        const int TypeOffset = 1;
        const byte ErrorType = 1;
        if (frame.Length <= TypeOffset || frame[TypeOffset] != ErrorType)
        {
            var known = error.TryGetNumbers(Version, out _, out _) || error.TryGetExperimenterNumbers(Version, out _, out _, out _)
                ? error
                : OpenFlowError.NiciraBadRequestUnencodableError;
            Write(new ErrorMessage { Error = known, Data = ByteString.CopyFrom(frame[..Math.Min(frame.Length, OffenderLength)]) }, xid);
        }

        if (!_isNegotiated)
            Close();
    }

    private void Write(OpenFlowMessage message, uint xid)
    {
        if (_connection.Write(message, Version, xid))
            _owner.OnMessage(new(IsFromController: false, Version, xid, message));
    }
}
