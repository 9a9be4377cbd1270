using System.Text;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Simulator.Switches;

/// <summary>The switch's end of a connection to a controller: the handshake, and an error for each message that is wrong.</summary>
internal sealed class ControllerChannel(SimulatedSwitch owner, Connection connection, Turns turns) : IFrameHandler
{
    // An error brings back all of the message that it can.
    private const int OffenderLength = OpenFlowCodec.MaxLength - 64;

    private uint _nextXid = 1;
    private bool _isNegotiated;

    /// <summary>The version that is spoken, from the controller's HELLO on.</summary>
    public OpenFlowVersion Version { get; private set; } = owner.Versions.Max();

    /// <summary>The controller's role (OpenFlow 1.3.5 §6.3.4).</summary>
    public ControllerRole Role { get; set; } = ControllerRole.Equal;

    /// <summary>Says HELLO.</summary>
    public void Start() => Write(Hello.Of(owner.Versions), 0);

    public void Close() => connection.Abort();

    public bool OnFrame(FrameHeader header, ReadOnlySpan<byte> frame)
    {
        using var turn = turns.Begin();
        try
        {
            if (_isNegotiated && header.Version != Version)
                throw new RefusedException(OpenFlowError.BadRequestBadVersion);
            var message = OpenFlowCodec.Decode(frame, out var xid);
            owner.OnMessage(new(IsFromController: true, header.Version, xid, message));
            if (_isNegotiated)
                Answer(message, xid);
            else
                Negotiate(message, header);
        }
        catch (RefusedException refused)
        {
            Refuse(refused.Error, header, frame);
        }
        catch (OpenFlowDecodeException malformed)
        {
            Refuse(malformed.Error, header, frame);
        }

        return true;
    }

    /// <summary>Sends what answers no request, if the version of the connection can say it: another controller may have made it in a newer one.</summary>
    public void Notify(OpenFlowMessage message)
    {
        if (_isNegotiated && CanSay(message))
            Write(message, _nextXid++);
    }

    private bool CanSay(OpenFlowMessage message)
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
        if (message is Hello hello && hello.Negotiate(owner.Versions, header.Version) is { } version)
        {
            Version = version;
            _isNegotiated = true;
            return;
        }

        if (message is not ErrorMessage)
        {
            var own = string.Join(", ", owner.Versions.Order().Select(version => version.ToText()));
            Write(new ErrorMessage
            {
                Error = OpenFlowError.HelloFailedIncompatible,
                Data = Encoding.ASCII.GetBytes($"{owner.Name} speaks {own}."),
            }, header.Xid);
        }

        Close();
    }

    private void Answer(OpenFlowMessage message, uint xid)
    {
        switch (message)
        {
            case Hello or EchoReply or ErrorMessage:
                break;
            case EchoRequest echo:
                Write(new EchoReply { Data = echo.Data }, xid);
                break;
            case FeaturesRequest:
                Write(owner.Features(Version), xid);
                break;
            case GetConfigRequest:
                Write(owner.Config, xid);
                break;
            case SetConfig config:
                owner.Configure(config);
                break;
            case BarrierRequest:
                // What was asked before is done and answered: messages are handled one by one.
                Write(new BarrierReply(), xid);
                break;
            case RoleRequest role:
                Write(owner.ChangeRole(this, role), xid);
                break;
            case FlowMod or PacketOut when Role == ControllerRole.Slave:
                throw new RefusedException(OpenFlowError.BadRequestIsSlave);
            case FlowMod mod:
                owner.Apply(mod, Version);
                break;
            case PacketOut packet:
                owner.Send(packet);
                break;
            case MultipartRequest request:
                foreach (var part in owner.Multipart.Answer(request, Version))
                    Write(part, xid);
                break;
            case Experimenter:
                throw new RefusedException(OpenFlowError.BadRequestBadExperimenter);
            default:
                throw new RefusedException(OpenFlowError.BadRequestBadType);
        }
    }

    private void Refuse(OpenFlowError error, FrameHeader header, ReadOnlySpan<byte> frame)
    {
        // An error is never answered with an error.
        if (header.Type != 1)
            Write(new ErrorMessage { Error = error, Data = ByteString.CopyFrom(frame[..Math.Min(frame.Length, OffenderLength)]) }, header.Xid);
        if (!_isNegotiated)
            Close();
    }

    private void Write(OpenFlowMessage message, uint xid)
    {
        if (connection.Write(message, Version, xid))
            owner.OnMessage(new(IsFromController: false, Version, xid, message));
    }
}
